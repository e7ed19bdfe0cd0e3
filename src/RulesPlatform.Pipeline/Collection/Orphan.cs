namespace RulesPlatform.Pipeline.Collection;

/// <summary>The series, ascending, of a target that left its job.</summary>
internal sealed record Orphan(string Address, int[] Series);
