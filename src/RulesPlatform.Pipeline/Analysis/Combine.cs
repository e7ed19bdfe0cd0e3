namespace RulesPlatform.Pipeline.Analysis;

/// <param name="Argument">The quantile, or k for top and bottom; else 0.</param>
public readonly record struct Combine(CombineKind Kind, double Argument = 0);
