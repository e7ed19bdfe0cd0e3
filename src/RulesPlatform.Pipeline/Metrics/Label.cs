namespace RulesPlatform.Pipeline.Metrics;

/// <summary>One name and value. An empty value means the same as no label.</summary>
public readonly record struct Label(string Name, string Value);
