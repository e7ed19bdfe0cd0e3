namespace RulesPlatform.Pipeline.Thresholds;

public enum RuleMode
{
    Active,

    /// <summary>Judges and records, never notifies.</summary>
    Shadow,
}
