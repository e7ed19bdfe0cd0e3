using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Reading;

/// <summary>How a target answered last.</summary>
/// <param name="Reason">Why it is down; null when up.</param>
/// <param name="Since">Slot at which it last went up or down.</param>
public sealed record TargetState(
    string Job, string Target, bool IsUp, string? Reason, Slot Slot, DateTimeOffset ReceivedAt, TimeSpan Duration, int Samples, Slot Since);
