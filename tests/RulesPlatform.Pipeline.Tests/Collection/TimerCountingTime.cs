using Microsoft.Extensions.Time.Testing;

namespace RulesPlatform.Pipeline.Tests.Collection;

/// <summary>Counts timers, so that a test can wait for one to be set before it moves the clock.</summary>
internal sealed class TimerCountingTime() : FakeTimeProvider(DateTimeOffset.UnixEpoch)
{
    private int _timers;

    public int Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _timers);
        return timer;
    }
}
