using System.Globalization;
using System.Text;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>
/// Takes evidence of this machine at the moment an alert begins firing: <c>what</c> names the kinds, separated by commas (processes and
/// pressure where it is missing), <c>process</c> the process of interest. The text is the receipt's attachment. Each kind is bounded in
/// time and length and fails by itself.
/// </summary>
internal sealed class CaptureResponder(IReadOnlyList<IEvidence> kinds, CaptureBounds bounds, TimeProvider time) : IResponder
{
    private const string Usual = "processes,pressure";

    public string Kind => "capture";

    /// <summary>All kinds there are, of this machine.</summary>
    public static CaptureResponder OfThisMachine(TimeProvider time)
    {
        IProcessLister processes = OperatingSystem.IsLinux() ? new KernelProcessLister("/") : new FrameworkProcessLister();
        return new CaptureResponder(
            [
                new ProcessesEvidence(processes, time), new PressureEvidence("/"), new FilesEvidence("/", processes),
                new DotnetEvidence(processes, new DiagnosticSockets(Path.GetTempPath()), time),
            ],
            new CaptureBounds(),
            time);
    }

    public async ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(notification);
        string what = notification.Parameters.GetValueOrDefault("what") is { Length: > 0 } asked ? asked : Usual;
        string process = notification.Parameters.GetValueOrDefault("process")?.Trim() ?? "";
        string[] words = [.. what.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Evidence of {Environment.MachineName}, {time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ}\n");
        int taken = 0;
        foreach (string word in words)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n== {word} ==\n");
            (bool isTaken, string part) = await Take(word, process, cancellation);
            text.Append(Bounded(part)).Append('\n');
            taken += isTaken ? 1 : 0;
        }
        return new DeliveryReceipt(
            taken > 0 ? DeliveryOutcome.Delivered : DeliveryOutcome.Rejected,
            string.Create(CultureInfo.InvariantCulture, $"{taken} of {words.Length} kinds of evidence taken: {string.Join(", ", words)}"),
            Attachment: text.ToString());
    }

    private async Task<(bool IsTaken, string Text)> Take(string word, string process, CancellationToken cancellation)
    {
        if (kinds.FirstOrDefault(kind => kind.Word == word) is not { } evidence)
        {
            return (false, $"(not taken: no such kind of evidence; there are {string.Join(", ", kinds.Select(kind => kind.Word))})");
        }
        using var deadline = new CancellationTokenSource(bounds.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return (true, await Task.Run(() => evidence.Take(process, either.Token), either.Token).WaitAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (false, string.Create(CultureInfo.InvariantCulture, $"(not taken: it took longer than {bounds.Time.TotalSeconds:0.#} s)"));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return (false, $"(not taken: {failure.Message})");
        }
    }

    private string Bounded(string part) => part.Length <= bounds.Text
        ? part.TrimEnd('\n')
        : string.Create(CultureInfo.InvariantCulture, $"{part.AsSpan(0, bounds.Text)}\n(cut: {part.Length - bounds.Text} more characters)");
}
