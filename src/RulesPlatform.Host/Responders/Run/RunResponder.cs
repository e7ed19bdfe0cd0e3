using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Run;

/// <summary>
/// Runs a command of the rule set's allow-list. The notification's parameters are <c>command</c> (its name) and <c>0</c>, <c>1</c>, …
/// (its arguments). No shell; nothing on standard input; an environment of PATH, LANG and the variables that
/// <see cref="CommandEnvironment"/> lists. A command runs once: whatever it does, it is not run again.
/// </summary>
/// <param name="commands">The allow-list in force, by name.</param>
internal sealed class RunResponder(
    Func<IReadOnlyDictionary<string, CommandAllowance>> commands, RunSettings settings, PlatformAddress platform, TimeProvider time) : IResponder
{
    public string Kind => "run";

    public async ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        string name = notification.Parameters.GetValueOrDefault("command", "");
        if (!commands().TryGetValue(name, out CommandAllowance? command))
        {
            return Rejected($"The command \"{name}\" is not in the rule set's allow-list.");
        }
        if (Unfit(command) is { } reason)
        {
            return Rejected(reason);
        }
        ProcessStartInfo start = ProcessTree.Plan(command.Path, Arguments(notification));
        start.WorkingDirectory = settings.WorkingDirectory;
        CommandEnvironment.Fill(start.Environment, notification, settings, platform);
        try
        {
            using Process process = Process.Start(start)!;
            return await Watch(process, command, cancellation).ConfigureAwait(false);
        }
        catch (Win32Exception failure)
        {
            return Rejected($"{command.Path} cannot be started in {settings.WorkingDirectory}: {failure.Message}");
        }
    }

    private async ValueTask<DeliveryReceipt> Watch(Process process, CommandAllowance command, CancellationToken cancellation)
    {
        process.StandardInput.Close();
        var output = new BoundedOutput(command.MaxOutputBytes);
        using var reading = new CancellationTokenSource();
        Task drained = Task.WhenAll(
            output.Drain(process.StandardOutput.BaseStream, reading.Token), output.Drain(process.StandardError.BaseStream, reading.Token));
        bool isLate = false;
        using (var deadline = new CancellationTokenSource(command.Timeout, time))
        using (cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline))
        {
            try
            {
                await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                isLate = true;
                ProcessTree.Kill(process);
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        await Finish(drained, reading).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return Receipt(isLate ? null : process.ExitCode, command, output);
    }

    private async Task Finish(Task drained, CancellationTokenSource reading)
    {
        try
        {
            await drained.WaitAsync(settings.OutputGrace, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await reading.CancelAsync().ConfigureAwait(false);
        }
    }

    private static DeliveryReceipt Receipt(int? exitCode, CommandAllowance command, BoundedOutput output)
    {
        string text = output.Text;
        string ending = exitCode is { } code
            ? string.Create(CultureInfo.InvariantCulture, $"{command.Name}: exit code {code}")
            : string.Create(CultureInfo.InvariantCulture, $"{command.Name}: killed after {command.Timeout.TotalSeconds:0.###} s, with everything it had started");
        string cut = output.Dropped > 0 ? string.Create(CultureInfo.InvariantCulture, $"; output cut at {command.MaxOutputBytes} bytes") : "";
        string line = Redaction.FirstLine(text, []) is { Length: > 0 } first ? $": {first}" : "";
        return new DeliveryReceipt(
            exitCode == 0 ? DeliveryOutcome.Delivered : DeliveryOutcome.Rejected, ending + cut + line, Attachment: text.Length > 0 ? text : null);
    }

    /// <summary>A NUL would end the argument for the command.</summary>
    private static IEnumerable<string> Arguments(Notification notification)
    {
        for (int i = 0; notification.Parameters.TryGetValue(i.ToString(CultureInfo.InvariantCulture), out string? argument); i++)
        {
            yield return argument.Replace("\0", "", StringComparison.Ordinal);
        }
    }

    /// <summary>Why the command cannot be run on this machine, or null.</summary>
    private static string? Unfit(CommandAllowance command)
    {
        if (!Path.IsPathFullyQualified(command.Path))
        {
            return $"The command \"{command.Name}\" has the relative path {command.Path}; give an absolute one.";
        }
        if (!File.Exists(command.Path))
        {
            return $"The command \"{command.Name}\" names {command.Path}, which does not exist on this machine.";
        }
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(command.Path) & Executable) == 0
            ? $"The command \"{command.Name}\" names {command.Path}, which is not executable."
            : null;
    }

    private static DeliveryReceipt Rejected(string reason) => new(DeliveryOutcome.Rejected, reason);
}
