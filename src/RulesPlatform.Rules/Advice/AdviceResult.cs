using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.Rules.Advice;

/// <summary>What a sweep came to.</summary>
/// <param name="LevelName">The level that was swept; null where the rule reads none.</param>
/// <param name="Incidents">Those of the range that name the rule.</param>
/// <param name="Variants">By level, then by <c>for</c>.</param>
/// <param name="Best">Most incidents caught, then fewest false alarms, then soonest, then nearest to the rule as it is; null without incidents: then there is nothing to be good at.</param>
/// <param name="Replay">The run that all variants shared.</param>
public sealed record AdviceResult(ThresholdRule Rule, string? LevelName, IReadOnlyList<Incident> Incidents, IReadOnlyList<Variant> Variants, Variant? Best, ReplayResult Replay)
{
    public Variant Current => Variants.First(one => one.IsCurrent);

    /// <summary>Variants that no other beats.</summary>
    public IEnumerable<Variant> Front => Variants.Where(one => !Variants.Any(one.IsBeatenBy));
}
