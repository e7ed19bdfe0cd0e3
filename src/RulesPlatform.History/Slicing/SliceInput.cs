using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Slicing;

/// <summary>Series that a slice keeps: those of a metric whose labels fit.</summary>
public sealed record SliceInput(string Metric, IReadOnlyList<LabelMatcher> Where);
