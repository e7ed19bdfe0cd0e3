namespace RulesPlatform.History.Slicing;

/// <summary>What a slice holds.</summary>
public sealed record SliceCounts(long Batches, long Samples, int Series);
