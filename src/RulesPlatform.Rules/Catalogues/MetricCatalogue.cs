using System.Diagnostics.CodeAnalysis;

namespace RulesPlatform.Rules.Catalogues;

/// <summary>What a server has seen of metrics, so that rules can be held against it where no server is in reach.</summary>
/// <param name="Written">When it was.</param>
/// <param name="Jobs">The collection jobs that had stored something, sorted. What others give is not known.</param>
/// <param name="Metrics">By name (ordinal).</param>
public sealed record MetricCatalogue(DateTimeOffset Written, IReadOnlyList<string> Jobs, IReadOnlyList<CataloguedMetric> Metrics)
{
    private readonly Dictionary<string, CataloguedMetric> _byName = Metrics.ToDictionary(metric => metric.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _byName.Keys;

    public bool TryFind(string metric, [NotNullWhen(true)] out CataloguedMetric? found) => _byName.TryGetValue(metric, out found);
}
