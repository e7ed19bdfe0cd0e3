using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Replay;

/// <summary>One firing of an alert under two rule sets. At least one side is there.</summary>
/// <param name="Before">Null where only the later rule set fires.</param>
/// <param name="After">Null where only the earlier one did.</param>
/// <param name="Now">The end of the replay: until then lasts what still fires.</param>
public sealed record EpisodePair(AlertEpisode? Before, AlertEpisode? After, DateTimeOffset Now)
{
    /// <summary>Of the later rule set where it has one.</summary>
    public AlertId Alert => (After ?? Before!).Alert;

    public DateTimeOffset Begin => Before is null || (After is not null && After.Begin < Before.Begin) ? After!.Begin.Instant : Before.Begin.Instant;

    public bool IsAdded => Before is null;

    public bool IsRemoved => After is null;

    /// <summary>How much later it begins to fire; negative for earlier, zero where one side is missing.</summary>
    public TimeSpan Later => Before is null || After is null ? TimeSpan.Zero : After.Begin - Before.Begin;

    /// <summary>How much longer it fires; negative for shorter, zero where one side is missing.</summary>
    public TimeSpan Longer => Before is null || After is null ? TimeSpan.Zero : After.Length(Now) - Before.Length(Now);

    public bool ChangesSeverity => Before is not null && After is not null && Before.Severity != After.Severity;

    /// <summary>Whether it is sent on one side and only recorded on the other.</summary>
    public bool ChangesMode => Before is not null && After is not null && Before.IsSent != After.IsSent;

    public bool IsSame => !IsAdded && !IsRemoved && Later == TimeSpan.Zero && Longer == TimeSpan.Zero && !ChangesSeverity && !ChangesMode;
}
