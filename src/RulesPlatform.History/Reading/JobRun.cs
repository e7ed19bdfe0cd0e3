using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Reading;

/// <summary>One collected batch.</summary>
/// <param name="Slowest">The target that took longest.</param>
public sealed record JobRun(long Sequence, string Job, Slot Slot, int Targets, int Up, int Samples, bool IsLate, TimeSpan Slowest);
