using RulesPlatform.Host.Telemetry;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Quartz;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Scheduling;

/// <summary>
/// The collection jobs of the rule set in force as Quartz triggers: one a job, aligned to its interval, begun a little apart so that jobs
/// of one interval do not start together. A reload touches only the triggers of jobs that changed.
/// </summary>
internal sealed class CollectionSchedule
{
    private static readonly TimeSpan MostJitter = TimeSpan.FromMilliseconds(200);

    private readonly MetricCollector _collector;
    private readonly Action<SampleBatch> _accept;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Counter<long> _misfires;
    private readonly ConcurrentDictionary<string, (CollectionJob Job, TimeSpan Cut)> _jobs = new(StringComparer.Ordinal);
    private IScheduler? _scheduler;

    public CollectionSchedule(MetricCollector collector, Action<SampleBatch> accept, TimeProvider time, IMeterFactory meters, ILogger<CollectionSchedule> log)
    {
        (_collector, _accept, _time, _log) = (collector, accept, time, log);
        _misfires = meters.Create("RulesPlatform.Scheduling").CreateCounter<long>(
            "rulesplatform.schedule.misfires", "{firing}", "Collections that were due and not begun in time, or skipped because the one before still ran.");
    }

    public async Task Start(IScheduler scheduler, CancellationToken cancellation)
    {
        _scheduler = scheduler;
        scheduler.ListenerManager.AddTriggerListener(new MisfireCount(_misfires));
        await scheduler.Start(cancellation);
    }

    /// <summary>Fires nothing more and waits for collections that are under way.</summary>
    public async Task Stop(CancellationToken cancellation)
    {
        if (_scheduler is not null)
        {
            await _scheduler.Shutdown(waitForJobsToComplete: true, cancellation);
        }
    }

    /// <summary>Brings triggers in line with a rule set. New and changed jobs also collect once at once, for the slot that has begun.</summary>
    public async Task Use(RuleSet rules, CancellationToken cancellation)
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (string gone in _jobs.Keys.Except(rules.Jobs.Select(job => job.Name)).ToList())
        {
            _jobs.TryRemove(gone, out _);
            await _scheduler!.DeleteJob(new JobKey(gone), cancellation);
            await _collector.Retire(gone, Slot.Of(now, TimeSpan.FromSeconds(1)), Hand, cancellation);
        }
        var fresh = new List<CollectionJob>();
        foreach (CollectionJob job in rules.Jobs)
        {
            bool isKnown = _jobs.TryGetValue(job.Name, out (CollectionJob Job, TimeSpan Cut) known) && known.Job.ContentHash == job.ContentHash;
            _jobs[job.Name] = (job, CutOf(job, rules.Groups));
            if (isKnown || job.Source is PushSourceSettings)
            {
                continue;
            }
            await _scheduler!.DeleteJob(new JobKey(job.Name), cancellation);
            await _scheduler.ScheduleJob(
                JobBuilder.Create<CollectionTick>().WithIdentity(job.Name).Build(), TriggerOf(job, now), cancellationToken: cancellation);
            fresh.Add(job);
        }
        foreach (CollectionJob job in fresh.Where(job => job.Schedule.Interval is not null))
        {
            _ = Collect(job.Name, now, CancellationToken.None);
        }
    }

    /// <summary>Collects one job for the slot that holds <paramref name="due"/>. Whatever fails becomes data or a log line, never an exception.</summary>
    public async Task Collect(string name, DateTimeOffset due, CancellationToken cancellation)
    {
        if (!_jobs.TryGetValue(name, out (CollectionJob Job, TimeSpan Cut) known))
        {
            return;
        }
        Slot slot = Slot.Of(due, known.Job.Schedule.Interval ?? TimeSpan.FromSeconds(1));
        using Activity? span = Traces.Source.StartActivity("collect")?.SetTag("job", name).SetTag("slot", slot.ToString());
        try
        {
            if (!await _collector.Collect(known.Job, slot, known.Cut, Hand, cancellation))
            {
                _misfires.Add(1, new KeyValuePair<string, object?>("job", name));
            }
        }
        catch (OperationCanceledException)
        {
            _log.LogDebug("Collection of {Job} for {Slot} was cut off by the shutdown.", name, slot);
        }
        catch (Exception fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
            _log.LogError(fault, "Collection job {Job} failed for {Slot}; the next slot is tried as usual.", name, slot);
        }
    }

    /// <summary>
    /// How long a batch waits for its last healthy target: four fifths of the shortest evaluation delay, so that the batch is durable
    /// before groups are judged without it.
    /// </summary>
    private static TimeSpan CutOf(CollectionJob job, IReadOnlyList<WatchGroup> groups)
    {
        TimeSpan shortest = groups.Count == 0 ? job.Timeout : groups.Min(group => group.EvaluationDelay);
        TimeSpan cut = shortest * 0.8;
        return cut < job.Timeout ? cut : job.Timeout;
    }

    private static ITrigger TriggerOf(CollectionJob job, DateTimeOffset now)
    {
        TriggerBuilder<CollectionTick> trigger = TriggerBuilder.Create<CollectionTick>().WithIdentity(job.Name);
        if (job.Schedule.Interval is not { } interval)
        {
            return trigger
                .WithSchedule(CronScheduleBuilder.Create(job.Schedule.Cron!)
                    .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(job.Schedule.Zone))
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing))
                .Build();
        }
        DateTimeOffset first = (Slot.Of(now, interval) + interval).Instant + JitterOf(job.Name, interval);
        return trigger
            .StartAt(first)
            .WithSchedule(SimpleScheduleBuilder.Create()
                .WithInterval(interval)
                .RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
            .Build();
    }

    /// <summary>The same for a job's name at every start: up to 200 ms or a twentieth of the interval.</summary>
    private static TimeSpan JitterOf(string name, TimeSpan interval)
    {
        TimeSpan most = interval / 20 < MostJitter ? interval / 20 : MostJitter;
        return most * (BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % 1000 / 1000.0);
    }

    private ValueTask Hand(SampleBatch batch)
    {
        _accept(batch);
        return ValueTask.CompletedTask;
    }
}
