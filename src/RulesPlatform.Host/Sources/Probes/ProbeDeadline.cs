namespace RulesPlatform.Host.Sources.Probes;

/// <summary>
/// The time a check has: the job's timeout less a tenth (half a second at most), so that a check that takes too long is still told of
/// as a failed check before the collector gives the whole answer up.
/// </summary>
internal sealed class ProbeDeadline : IDisposable
{
    private static readonly TimeSpan LargestMargin = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public ProbeDeadline(TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        TimeSpan margin = timeout / 10 < LargestMargin ? timeout / 10 : LargestMargin;
        Span = timeout - margin;
        _timer = new CancellationTokenSource(Span, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellation);
    }

    public TimeSpan Span { get; }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
