using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>The threshold stage's output for one group and slot.</summary>
/// <param name="Changes">In the order of rule id and labels.</param>
public sealed record ThresholdOutcome(IReadOnlyList<AlertChange> Changes, IReadOnlyList<Quarantine> Quarantines)
{
    public static ThresholdOutcome Nothing { get; } = new([], []);
}
