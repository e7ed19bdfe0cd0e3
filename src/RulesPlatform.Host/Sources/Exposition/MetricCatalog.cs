using System.Collections.Concurrent;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>
/// Type, unit and help of metrics, as the targets that were scraped last describe them. Holds at most <see cref="Capacity"/>
/// families; further ones are not described. Safe for many threads.
/// </summary>
public sealed class MetricCatalog
{
    public const int Capacity = 100_000;

    private static readonly string[] Suffixes = ["_total", "_created", "_bucket", "_count", "_sum", "_info", "_gcount", "_gsum"];

    private readonly ConcurrentDictionary<string, MetricFacts> _families = new(StringComparer.Ordinal);

    /// <summary>Every family, by name.</summary>
    public IReadOnlyList<MetricFacts> Families => [.. _families.Values.OrderBy(facts => facts.Family, StringComparer.Ordinal)];

    /// <summary>What is known of the metric of this name, or of the family that it is a part of; null for nothing.</summary>
    public MetricFacts? Find(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (_families.TryGetValue(metric, out MetricFacts? facts))
        {
            return facts;
        }
        foreach (string suffix in Suffixes)
        {
            if (metric.EndsWith(suffix, StringComparison.Ordinal) && _families.TryGetValue(metric[..^suffix.Length], out facts))
            {
                return facts;
            }
        }
        return null;
    }

    /// <summary>Adds what is not null to what is known of a family.</summary>
    public void Describe(string family, MetricType? type, string? unit, string? help)
    {
        ArgumentException.ThrowIfNullOrEmpty(family);
        if (_families.Count >= Capacity && !_families.ContainsKey(family))
        {
            return;
        }
        _families.AddOrUpdate(
            family,
            _ => new MetricFacts(family, type ?? MetricType.Unknown, unit ?? "", help ?? ""),
            (_, known) => new MetricFacts(family, type ?? known.Type, unit ?? known.Unit, help ?? known.Help));
    }
}
