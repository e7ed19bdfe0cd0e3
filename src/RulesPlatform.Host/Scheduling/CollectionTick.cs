using Quartz;

namespace RulesPlatform.Host.Scheduling;

/// <summary>What a trigger fires: one collection of one job for the slot it was scheduled for.</summary>
[DisallowConcurrentExecution]
internal sealed class CollectionTick(CollectionSchedule schedule) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        DateTimeOffset due = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        await schedule.Collect(context.JobDetail.Key.Name, due, cancellationToken);
    }
}
