namespace RulesPlatform.Rules.Checks;

/// <summary>What is known of how a metric moves.</summary>
internal enum MetricKind
{
    Unknown,

    /// <summary>Up and down.</summary>
    Gauge,

    /// <summary>Up only, but for a restart.</summary>
    Counter,
}
