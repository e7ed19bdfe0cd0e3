using System.Diagnostics.Metrics;
using Quartz;

namespace RulesPlatform.Host.Scheduling;

/// <summary>Counts firings that the scheduler could not make in time, and those it skipped because the job was still running.</summary>
internal sealed class MisfireCount(Counter<long> misfires) : ITriggerListener
{
    public string Name => "misfires";

    public ValueTask TriggerMisfired(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default) => Count(trigger);

    public ValueTask TriggerSkipped(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default) => Count(trigger);

    private ValueTask Count(ITrigger trigger)
    {
        misfires.Add(1, new KeyValuePair<string, object?>("job", trigger.Key.Name));
        return ValueTask.CompletedTask;
    }
}
