using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>A rule that threw three slots in a row is left alone until its content changes; its error policy decides what judges meanwhile.</summary>
public sealed record Quarantine(string Rule, string Owner, Slot Slot, string Fault, Origin Origin);
