namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>What targets say about a metric.</summary>
/// <param name="Family">The name that the metadata used; a sample's name may add a suffix such as <c>_total</c> or <c>_bucket</c>.</param>
/// <param name="Unit">Empty where none was given.</param>
/// <param name="Help">Empty where none was given.</param>
public sealed record MetricFacts(string Family, MetricType Type, string Unit, string Help);
