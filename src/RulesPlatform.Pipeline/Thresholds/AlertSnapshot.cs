using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>An alert as it stands.</summary>
/// <param name="Since">The first breached slot of this episode.</param>
/// <param name="HeldBy">Why it is not sent, or null.</param>
public sealed record AlertSnapshot(AlertId Id, AlertState State, Slot Since, string Severity, RuleMode Mode, string? HeldBy);
