using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>A fake clock that tells when somebody sets a timer, so that a test can wait for that and then let the time pass.</summary>
internal sealed class AlarmClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _set = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Alarm(base.CreateTimer(callback, state, dueTime, period), _set.Writer);

    /// <summary>The next finite wait that somebody sets.</summary>
    public async Task<TimeSpan> NextAlarm() => await _set.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Waits for an alarm to be set and lets that much time pass.</summary>
    public async Task<TimeSpan> PassToNextAlarm()
    {
        TimeSpan wait = await NextAlarm();
        Advance(wait);
        return wait;
    }

    private sealed class Alarm(ITimer timer, ChannelWriter<TimeSpan> set) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool changed = timer.Change(dueTime, period);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                set.TryWrite(dueTime);
            }
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
