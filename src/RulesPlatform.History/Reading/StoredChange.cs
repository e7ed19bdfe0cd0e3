using RulesPlatform.Pipeline.Metrics;

using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.History.Reading;

/// <summary>One step of one alert as it was stored.</summary>
/// <param name="JournalSequence">Of the entry that led to it.</param>
/// <param name="AlertLabels">Its identity with the rule.</param>
/// <param name="Unsent">Why it was not to be sent, or null.</param>
/// <param name="Labels">The signal's and the rule's.</param>
/// <param name="Value">Of the signal; NaN where it had none.</param>
public sealed record StoredChange(
    long Id, long JournalSequence, string Fingerprint, string Rule, LabelSet AlertLabels, Slot Slot, AlertState From, AlertState To, ChangeReason Reason,
    Slot Incarnation, int Transition, RuleMode Mode, string? Unsent, string Name, string Severity, string Owner, LabelSet Labels, string Signal, double Value,
    string Unit, IReadOnlyDictionary<string, string> Annotations, Evidence Evidence);
