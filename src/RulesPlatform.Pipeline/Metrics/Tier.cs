namespace RulesPlatform.Pipeline.Metrics;

/// <summary>How an answer was reached, best first.</summary>
public enum Tier
{
    /// <summary>From samples of this slot.</summary>
    Realtime = 0,

    /// <summary>From the last good samples, inside the tolerance.</summary>
    Delayed = 1,

    /// <summary>From what the baseline expects; the verdict on it is Unknown.</summary>
    Historical = 2,
}
