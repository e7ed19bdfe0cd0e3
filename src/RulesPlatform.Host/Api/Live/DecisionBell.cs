namespace RulesPlatform.Host.Api.Live;

/// <summary>Wakes those who wait for decisions. Safe for many threads.</summary>
internal sealed class DecisionBell
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _newest;

    /// <summary>The newest decision that is durable; 0 before the first.</summary>
    public long Newest => Volatile.Read(ref _newest);

    /// <summary>Tells that decisions up to and including a sequence are durable.</summary>
    public void Ring(long newest)
    {
        TaskCompletionSource rung;
        lock (_gate)
        {
            if (newest <= _newest)
            {
                return;
            }
            _newest = newest;
            (rung, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        rung.SetResult();
    }

    /// <summary>Returns once a decision after <paramref name="after"/> is durable, or when <paramref name="patience"/> is over.</summary>
    public async Task Wait(long after, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_newest > after)
                {
                    return;
                }
                next = _next.Task;
            }
            try
            {
                await next.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
