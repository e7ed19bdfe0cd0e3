namespace RulesPlatform.Rules.Catalogues;

/// <summary>The least and the greatest of some values. Neither is NaN; either may be infinite.</summary>
public readonly record struct SeenRange(double Min, double Max);
