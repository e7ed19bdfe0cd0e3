namespace RulesPlatform.Host.Api.Answers;

/// <summary>How the platform is. Parts that only a running server knows are null or empty where the store alone answered.</summary>
internal sealed record StatusAnswer
{
    public required string Version { get; init; }

    /// <summary>False where no server runs and the store alone answered.</summary>
    public required bool IsRunning { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public double? UptimeSeconds { get; init; }

    /// <summary>When this was answered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What a person should look at, a sentence each; empty when all is well.</summary>
    public required IReadOnlyList<string> Attention { get; init; }

    public required RuleSetStatus? RuleSet { get; init; }

    public IReadOnlyList<GroupStatus> Groups { get; init; } = [];

    public required IReadOnlyList<JobStatus> Jobs { get; init; }

    public required AlertCounts Alerts { get; init; }

    public SignalCounts? Signals { get; init; }

    public IReadOnlyList<KpiStatus> Kpis { get; init; } = [];

    public required StoreStatus Store { get; init; }

    public CycleStatus? Cycle { get; init; }
}

/// <param name="Signals">Definitions, not rows.</param>
/// <param name="Quarantined">Ids of rules that were put aside because they failed three slots in a row.</param>
/// <param name="Problem">Why newer files are not in force, or null.</param>
internal sealed record RuleSetStatus(
    string Name, string Version, string Revision, int Files, int Jobs, int Signals, int Rules, int Responses,
    IReadOnlyList<string> Quarantined, RuleProblemAnswer? Problem);

internal sealed record RuleProblemAnswer(DateTimeOffset At, IReadOnlyList<string> Diagnostics);

/// <param name="JudgedAt">The newest judged slot; null before the first.</param>
/// <param name="Rows">Signals at that slot.</param>
/// <param name="Unknown">How many of them have no value.</param>
internal sealed record GroupStatus(string Name, double IntervalSeconds, DateTimeOffset? JudgedAt, int Rows, int Unknown);

/// <param name="Schedule">Null where only the store was asked.</param>
internal sealed record JobStatus(string Name, string? Source, string? Schedule, IReadOnlyList<TargetStatus> Targets);

/// <param name="IsUp">Null while it has not answered yet.</param>
/// <param name="Reason">Why it is down; null when it is up.</param>
/// <param name="Since">The slot at which it last went up or down.</param>
internal sealed record TargetStatus(
    string Job, string Target, bool? IsUp, string? Reason, DateTimeOffset? Since, DateTimeOffset? Slot, double? DurationMs, int? Samples);

internal sealed record AlertCounts(int Firing, int Pending, int Recovering, IReadOnlyDictionary<string, int> FiringBySeverity);

/// <param name="Forming">Rows whose baseline has not seen enough yet.</param>
/// <param name="Readiness">The mean over rows with a baseline, 0…1; null without any.</param>
internal sealed record SignalCounts(int Rows, int Unknown, int WithBaseline, int Forming, double? Readiness);

/// <param name="Value">Null while there is nothing to compute it from.</param>
internal sealed record KpiStatus(string Name, double? Value, string Unit, string Detail);

/// <param name="BytesPerSample">Of sealed samples; null without any.</param>
internal sealed record StoreStatus(
    string Folder, long FileBytes, long LiveBytes, long Series, long SealedSamples, double? BytesPerSample, long JournalEntries,
    long QueuedNotifications, long DeadNotifications, string? Fault);

/// <param name="Decisions">Sequence of the newest decision.</param>
/// <param name="Divergences">Decisions that came out otherwise in recovery; anything but 0 is a defect.</param>
internal sealed record CycleStatus(long Position, long Decisions, long MissedSlots, long Divergences, int Unstored);
