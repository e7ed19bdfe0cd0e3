using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Rules.Testing;

/// <summary>
/// The production cycle on a clock that is moved by hand: between two moves it is woken exactly when it asks to be. Every notification is
/// delivered at once. Not thread-safe.
/// </summary>
public sealed class VirtualRun : IDisposable
{
    private readonly IHistory _history;
    private readonly Queue<Notification> _leaving = new();
    private readonly Action<CycleOutcome> _told;
    private readonly Action<MonitoringCycle> _woken;
    private DateTimeOffset _now;

    /// <param name="told">Hears of everything that is decided, in order.</param>
    /// <param name="woken">Looks at the cycle each time it has done what was due.</param>
    /// <param name="history">Disposed with this; null for an empty one in memory.</param>
    public VirtualRun(RuleSet rules, DateTimeOffset start, Action<CycleOutcome> told, Action<MonitoringCycle> woken, IHistory? history = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(woken);
        (_now, _told, _woken, _history) = (start, told, woken, history ?? new MemoryHistory());
        Cycle = new MonitoringCycle(_history, revision => revision == rules.Revision ? rules : null, Hear);
        Cycle.Swap(rules, start);
    }

    public MonitoringCycle Cycle { get; }

    public SeriesTable Series => _history.Series;

    /// <summary>Samples arrive.</summary>
    public void Collect(SampleBatch batch, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(batch);
        MoveTo(at);
        Cycle.Collect([batch]);
        Wake();
    }

    public void Command(OperatorCommand command, DateTimeOffset at)
    {
        MoveTo(at);
        Cycle.Command(command, at);
        Wake();
    }

    /// <summary>Lets time pass; what falls due on the way is done at its instant.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        while (Cycle.NextDue(_now) is { } due && due <= instant)
        {
            // A group that is still waiting for nothing names an instant that has passed.
            _now = due > _now ? due : _now.AddMilliseconds(1);
            if (_now > instant)
            {
                break;
            }
            Wake();
        }
        _now = instant > _now ? instant : _now;
        Wake();
    }

    public void Dispose() => _history.Dispose();

    private void Wake()
    {
        Cycle.Advance(_now);
        _woken(Cycle);
        while (_leaving.TryDequeue(out Notification? notification))
        {
            Cycle.Settle(new ReceiptEntry(notification.DedupKey, notification.Receiver, new DeliveryReceipt(DeliveryOutcome.Delivered, "delivered"), 1, _now));
        }
    }

    private void Hear(CycleOutcome outcome)
    {
        foreach (Notification notification in outcome.Notifications)
        {
            _leaving.Enqueue(notification);
        }
        _told(outcome);
    }
}
