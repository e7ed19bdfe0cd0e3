namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>What a rule does with Unknown(no data, stale).</summary>
public enum NoDataPolicy
{
    /// <summary>Keep the state: neither accumulate nor resolve (the default).</summary>
    Hold,

    /// <summary>Treat a lasting absence (the rule's <c>for</c>) as a breach; the change's reason says <c>NoData</c>.</summary>
    Alert,

    /// <summary>Treat absence as quiet.</summary>
    Resolve,
}
