using System.Globalization;
using System.Reflection;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>How the platform is, on one page.</summary>
internal static class StatusReport
{
    public static string Version { get; } =
        typeof(StatusReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <param name="platform">Null where no server runs.</param>
    public static StatusAnswer Of(PlatformReading reading, IRunningPlatform? platform, string dataFolder)
    {
        RuleProblemAnswer? problem = platform?.RuleProblem is { } refused ? new RuleProblemAnswer(refused.At, refused.Diagnostics) : null;
        RuleSetStatus? ruleSet = RuleSetOf(reading, problem);
        JobStatus[] jobs = [.. JobsOf(reading)];
        StoreStatus store = StoreOf(reading, platform?.StoreFault, dataFolder);
        AlertCounts alerts = AlertsOf(reading);
        CycleStatus? cycle = reading.Live is { } live
            ? new CycleStatus(live.Position, reading.Archive.NewestDecision(), live.MissedSlots, live.Divergences, live.Unstored)
            : null;
        return new StatusAnswer
        {
            Version = Version,
            IsRunning = platform is not null,
            StartedAt = platform?.StartedAt,
            UptimeSeconds = platform is null ? null : (reading.At - platform.StartedAt).TotalSeconds,
            At = reading.At,
            Attention = [.. AttentionOf(ruleSet, jobs, alerts, store, cycle)],
            RuleSet = ruleSet,
            Groups = [.. GroupsOf(reading)],
            Jobs = jobs,
            Alerts = alerts,
            Signals = reading.Live is null ? null : SignalReport.Count(reading.Live.Signals),
            Kpis = [.. (platform?.Kpis ?? []).Select(kpi => new KpiStatus(kpi.Name, Plain.Number(kpi.Value), kpi.Unit, kpi.Detail))],
            Store = store,
            Cycle = cycle,
        };
    }

    /// <summary>The rule set in force; without one at hand, what the store knows of the newest.</summary>
    public static RuleSetStatus? RuleSetOf(PlatformReading reading, RuleProblemAnswer? problem)
    {
        if (reading.Rules is { } rules)
        {
            return new RuleSetStatus(
                rules.Name, rules.Version, rules.Revision, rules.Files.Count, rules.Jobs.Count, rules.Groups.Sum(group => group.Signals.Count),
                rules.Rules.Count, rules.Responses.Count, reading.Live?.Quarantined ?? [], problem);
        }
        return reading.Archive.RuleSets() is [{ } newest, ..]
            ? new RuleSetStatus(newest.Name, newest.Version, newest.Revision, newest.Files, 0, 0, 0, 0, [], problem)
            : null;
    }

    /// <summary>Every target of the rule set with its last answer; targets that only the store remembers where no rule set is at hand.</summary>
    public static IEnumerable<TargetStatus> TargetsOf(PlatformReading reading) => JobsOf(reading).SelectMany(job => job.Targets);

    private static IEnumerable<JobStatus> JobsOf(PlatformReading reading)
    {
        IReadOnlyList<TargetState> answered = reading.Archive.Targets();
        if (reading.Rules is not { } rules)
        {
            return answered.GroupBy(state => state.Job).Select(job => new JobStatus(job.Key, null, null, [.. job.Select(Of)]));
        }
        ILookup<(string Job, string Target), TargetState> known = answered.ToLookup(state => (state.Job, state.Target));
        return rules.Jobs.Select(job => new JobStatus(
            job.Name, job.Source.Kind, job.Schedule.ToString(),
            [.. job.Targets.Select(target => known[(job.Name, target.Address)].FirstOrDefault() is { } state
                ? Of(state)
                : new TargetStatus(job.Name, target.Address, null, null, null, null, null, null))]));
    }

    private static TargetStatus Of(TargetState state) => new(
        state.Job, state.Target, state.IsUp, state.Reason, state.Since.Instant, state.Slot.Instant, state.Duration.TotalMilliseconds, state.Samples);

    private static IEnumerable<GroupStatus> GroupsOf(PlatformReading reading)
    {
        ILookup<string, LiveSignal> rows = (reading.Live?.Signals ?? []).ToLookup(signal => signal.Group);
        return (reading.Rules?.Groups ?? []).Select(group => new GroupStatus(
            group.Name, group.Interval.TotalSeconds,
            rows[group.Name].Any() ? rows[group.Name].Max(signal => signal.Now.Slot).Instant : null,
            rows[group.Name].Count(), rows[group.Name].Count(signal => double.IsNaN(signal.Now.Value))));
    }

    private static AlertCounts AlertsOf(PlatformReading reading)
    {
        IReadOnlyList<StoredChange> alerts = reading.Archive.CurrentAlerts();
        return new AlertCounts(
            alerts.Count(alert => alert.To == AlertState.Firing),
            alerts.Count(alert => alert.To == AlertState.Pending),
            alerts.Count(alert => alert.To == AlertState.Recovering),
            new SortedDictionary<string, int>(
                alerts.Where(alert => alert.To == AlertState.Firing && alert.Mode == RuleMode.Active).GroupBy(alert => alert.Severity).ToDictionary(group => group.Key, group => group.Count()),
                StringComparer.Ordinal));
    }

    private static StoreStatus StoreOf(PlatformReading reading, string? fault, string dataFolder)
    {
        StoreSizes sizes = reading.Archive.Sizes();
        JournalStatistics journal = reading.Archive.Journal();
        IReadOnlyDictionary<NotificationState, long> notifications = reading.Archive.CountNotifications();
        return new StoreStatus(
            dataFolder, sizes.File + sizes.Log, sizes.File - sizes.Free, sizes.Series, sizes.SealedSamples, Plain.Number(sizes.BytesPerSealedSample),
            journal.Last == 0 ? 0 : journal.Last - journal.First + 1,
            notifications.GetValueOrDefault(NotificationState.Queued), notifications.GetValueOrDefault(NotificationState.Dead), fault);
    }

    private static IEnumerable<string> AttentionOf(RuleSetStatus? ruleSet, JobStatus[] jobs, AlertCounts alerts, StoreStatus store, CycleStatus? cycle)
    {
        if (store.Fault is { } fault)
        {
            yield return $"The store refuses to write: {fault}";
        }
        if (ruleSet is null)
        {
            yield return "No rule set is in force.";
        }
        else if (ruleSet.Problem is { } problem)
        {
            yield return $"Newer rule files were refused ({Counted(problem.Diagnostics.Count, "problem")}); revision {ruleSet.Revision} stays in force.";
        }
        foreach (string rule in ruleSet?.Quarantined ?? [])
        {
            yield return $"Rule {rule} keeps failing and is in quarantine.";
        }
        foreach ((string severity, int count) in alerts.FiringBySeverity)
        {
            yield return $"{Counted(count, $"{severity} alert")} firing.";
        }
        foreach (TargetStatus target in jobs.SelectMany(job => job.Targets).Where(target => target.IsUp == false))
        {
            yield return $"{target.Job} {target.Target} is down: {target.Reason}";
        }
        if (store.DeadNotifications > 0)
        {
            yield return $"{Counted((int)store.DeadNotifications, "notification")} could not be delivered and will not be tried again.";
        }
        if (cycle is { Divergences: > 0 })
        {
            yield return $"{Counted((int)cycle.Divergences, "decision")} came out otherwise in recovery than live: please report this defect.";
        }
    }

    private static string Counted(int count, string noun) => $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";
}
