using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.RuleLint.Impact;

/// <summary>An impact and what it was asked of.</summary>
/// <param name="Revision">What git calls the base.</param>
/// <param name="Limit">Null for none.</param>
internal sealed record ImpactReport(ImpactResult Impact, RuleSet Before, RuleSet After, string Revision, PageLimit? Limit, TimeSpan Took)
{
    /// <summary>Null where less than an hour was replayed.</summary>
    public double? NewPagesPerWeek => Impact.NewPages == 0 ? 0 : Impact.After.PerWeek(1) is { } one ? one * Impact.NewPages : null;

    public bool ExceedsLimit => Limit is not null && NewPagesPerWeek > Limit.PerWeek;
}
