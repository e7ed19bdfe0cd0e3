namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>What a target says a metric is.</summary>
public enum MetricType
{
    /// <summary>Not said; Prometheus text calls it <c>untyped</c>.</summary>
    Unknown,
    Counter,
    Gauge,
    Histogram,
    GaugeHistogram,
    Summary,
    StateSet,
    Info,
}
