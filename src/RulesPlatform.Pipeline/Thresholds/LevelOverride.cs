using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <param name="Where">All must match the signal's labels.</param>
/// <param name="Values">Level name → value; names not here keep the base.</param>
public sealed record LevelOverride(IReadOnlyList<LabelMatcher> Where, IReadOnlyDictionary<string, double> Values, Origin Origin)
{
    public bool Applies(LabelSet labels) => Where.All(matcher => matcher.Matches(labels));
}
