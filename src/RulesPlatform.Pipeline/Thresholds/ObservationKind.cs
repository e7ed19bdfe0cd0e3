namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>What a verdict means to the state machine once policies have had their say.</summary>
internal enum ObservationKind
{
    Quiet,
    Breached,
    Hold,
}
