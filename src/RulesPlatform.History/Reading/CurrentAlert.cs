using RulesPlatform.Pipeline.Metrics;

using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.History.Reading;

/// <summary>An alert that is pending, firing or recovering.</summary>
/// <param name="ChangeId">Of its newest <see cref="StoredChange"/>.</param>
/// <param name="Since">Slot of its newest change.</param>
/// <param name="ActiveSince">First breached slot of the episode.</param>
/// <param name="Labels">The signal's and the rule's.</param>
/// <param name="Value">At the newest change; NaN where there was none.</param>
public sealed record CurrentAlert(
    string Fingerprint, long ChangeId, string Rule, string Name, string Severity, AlertState State, Slot Since, Slot ActiveSince, LabelSet Labels, double Value);
