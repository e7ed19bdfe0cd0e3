namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>A verdict after the rule's policies.</summary>
/// <param name="BreachReason">Breached, NoData or Error; read when the kind is Breached.</param>
/// <param name="IsClear">Quiet, and <c>clear</c> holds or there is none.</param>
/// <param name="IsAbsent">There is no data, whatever the policy makes of it.</param>
/// <param name="IsDelayed">Held because the tier is worse than the rule accepts.</param>
internal readonly record struct Observation(
    ObservationKind Kind, ChangeReason BreachReason = ChangeReason.Breached, bool IsClear = true, bool IsAbsent = false, bool IsDelayed = false)
{
    public static Observation Quiet { get; } = new(ObservationKind.Quiet);

    public static Observation Hold { get; } = new(ObservationKind.Hold);
}
