using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>Where to ask. <c>localhost</c> for sources that have one place only.</summary>
/// <param name="Address">A URL, <c>host:port</c>, a folder or <c>localhost</c>, as the source wants it.</param>
/// <param name="Labels">Laid over every sample of this target; must at least tell targets of one job apart.</param>
public sealed record Target(string Address, LabelSet Labels);
