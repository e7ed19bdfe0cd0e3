namespace RulesPlatform.Pipeline.Thresholds;

public readonly record struct NamedValue(string Name, double Value);
