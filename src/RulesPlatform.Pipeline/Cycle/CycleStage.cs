namespace RulesPlatform.Pipeline.Cycle;

/// <summary>What a cycle is at.</summary>
public enum CycleStage
{
    /// <summary>Entries and what they led to become durable.</summary>
    Store,

    Analysis,

    Thresholds,

    Responses,
}
