namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>The two text forms in which samples are exposed.</summary>
internal enum ExpositionFormat
{
    /// <summary>Prometheus text 0.0.4: timestamps in whole milliseconds, free comments, every line ends with a line feed.</summary>
    Text,

    /// <summary>OpenMetrics 1.0: timestamps in seconds, exemplars, <c># EOF</c> at the end.</summary>
    OpenMetrics,
}
