using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>One of the metrics that every thing of a kind has.</summary>
/// <param name="Metric">Base units; counters end in <c>_total</c>.</param>
/// <param name="Labels">Laid over the thing's own labels, such as <c>mode</c>; null for none.</param>
internal readonly record struct MetricColumn(string Metric, LabelSet? Labels = null)
{
    public static implicit operator MetricColumn(string metric) => new(metric);

    public static MetricColumn ToMetricColumn(string metric) => new(metric);
}
