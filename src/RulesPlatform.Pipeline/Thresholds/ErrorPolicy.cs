namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>What a rule does when it is Faulted.</summary>
public enum ErrorPolicy
{
    /// <summary>Keep the state.</summary>
    Hold,

    /// <summary>Treat it as a breach; the change's reason says <c>Error</c>.</summary>
    Alert,

    /// <summary>The default thresholds judge meanwhile (the default).</summary>
    Default,
}
