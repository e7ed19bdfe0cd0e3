namespace RulesPlatform.Pipeline.Analysis;

/// <summary>One sub-expression and what it came to.</summary>
/// <param name="Text">As the author wrote it, or as near as the tree gives back.</param>
/// <param name="Value">Invariant culture: a number, <c>true</c>, <c>false</c> or a quoted string; <c>fault: …</c> where it threw.</param>
/// <param name="Depth">0 for the whole expression, one more for each level below.</param>
public sealed record ExplainedPart(string Text, string Value, int Depth);
