using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>The analysis stage's output: one group's signals at one slot, in the order of the definition.</summary>
public sealed record GroupSignals(WatchGroup Group, Slot Slot, IReadOnlyList<SignalFrame> Frames);
