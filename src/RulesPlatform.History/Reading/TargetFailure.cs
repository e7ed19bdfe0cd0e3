using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Reading;

/// <summary>Slots in a row that a target failed for one reason.</summary>
/// <param name="IsOpen">Whether it still does.</param>
public sealed record TargetFailure(string Job, string Target, Slot First, Slot Last, int Failures, string Reason, bool IsOpen);
