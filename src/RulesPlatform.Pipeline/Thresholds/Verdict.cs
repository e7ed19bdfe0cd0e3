namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>What one rule says of one signal row at one slot.</summary>
public enum Verdict
{
    Quiet,
    Breached,

    /// <summary>No data, with a reason; never fires and never resolves by accident.</summary>
    Unknown,

    /// <summary>The rule or the formula itself failed, with a reason.</summary>
    Faulted,
}
