using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Tests.Collection;

/// <summary>
/// Answers what the test says: <c>"a=1 b=2"</c> gives samples (<c>a=1@5000</c> one with its own time), <c>"!text"</c> fails,
/// <c>"!!text"</c> fails as one that may be retried, <c>"?"</c> waits until it is cancelled, <c>"#"</c> hangs, cancelled or not, until <see cref="Release"/>,
/// <c>"&gt;…"</c> waits for <see cref="Release"/> and then answers the rest.
/// </summary>
internal sealed class ScriptedSource : ICommittedSource
{
    private readonly Queue<string> _answers = new();
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Asked { get; private set; }

    public int Commits { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Then(string answer) => _answers.Enqueue(answer);

    public void Release() => _gate.TrySetResult();

    public async ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        Asked++;
        string answer = _answers.Count > 0 ? _answers.Dequeue() : throw new SourceFaultException("nothing scripted");
        if (answer is ['#', ..] or ['>', ..])
        {
            await (answer[0] == '#' ? _gate.Task : _gate.Task.WaitAsync(cancellation));
            _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            answer = answer[1..];
        }
        switch (answer)
        {
            case "?":
                await Task.Delay(Timeout.Infinite, cancellation);
                break;
            case ['!', '!', .. string reason]:
                throw new SourceFaultException(reason) { IsTransient = true };
            case ['!', .. string reason]:
                throw new SourceFaultException(reason);
            default:
                Write(writer, answer);
                break;
        }
    }

    public void Commit() => Commits++;

    public void Dispose() => IsDisposed = true;

    private static void Write(SampleWriter writer, string answer)
    {
        foreach (string sample in answer.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = sample.Split('=', '@');
            long? time = parts.Length > 2 ? long.Parse(parts[2]) : null;
            writer.Add(parts[0], LabelSet.Empty, double.Parse(parts[1]), time);
        }
    }
}
