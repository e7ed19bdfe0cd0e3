namespace RulesPlatform.Pipeline.Thresholds;

/// <param name="Source"><c>levels</c>, an override with its matchers and place, or <c>default threshold</c>.</param>
public sealed record LevelUsed(string Name, double Value, string Source);
