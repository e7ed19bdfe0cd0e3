using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>What the threshold stage takes of a rule set.</summary>
/// <param name="IsOpen">Whether a calendar is open at a slot.</param>
public sealed record ThresholdPlan(
    string Revision, IReadOnlyList<ThresholdRule> Rules, IReadOnlyList<ThresholdRule> DefaultRules, Func<string, Slot, bool> IsOpen);
