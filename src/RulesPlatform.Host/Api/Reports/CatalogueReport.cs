using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Catalogues;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>What the platform has seen of metrics, as rulelint reads it.</summary>
internal static class CatalogueReport
{
    // Series that the platform makes of its own signals are described by the rules.
    private const string KeptSignal = "signal:";

    /// <param name="series">Everything that was stored; order does not count.</param>
    /// <param name="facts">What targets say of a metric; null where they say nothing.</param>
    public static MetricCatalogue Of(IEnumerable<SeriesKey> series, Func<string, MetricFacts?> facts, DateTimeOffset written)
    {
        SeriesKey[] given = [.. series.Where(key => !key.Metric.StartsWith(KeptSignal, StringComparison.Ordinal))];
        string[] jobs = [.. given.Select(key => key.Labels["job"]).Where(job => job.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        CataloguedMetric[] metrics = [.. given.GroupBy(key => key.Metric, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.Key, [.. group], facts(group.Key)))];
        return new MetricCatalogue(written, jobs, metrics);
    }

    private static CataloguedMetric Of(string name, SeriesKey[] series, MetricFacts? facts)
    {
        var labels = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (Label label in series.SelectMany(key => key.Labels))
        {
            if (!labels.TryGetValue(label.Name, out HashSet<string>? values))
            {
                labels.Add(label.Name, values = new HashSet<string>(StringComparer.Ordinal));
            }
            values.Add(label.Value);
        }
        return new CataloguedMetric(
            name, (facts?.Type ?? MetricType.Unknown).ToString().ToLowerInvariant(), facts?.Unit ?? "", facts?.Help ?? "", series.Length,
            [.. labels.Select(label => new CataloguedLabel(label.Key, label.Value.Count, label.Value.Count > CataloguedLabel.MostValues ? null : [.. label.Value.Order(StringComparer.Ordinal)]))]);
    }
}
