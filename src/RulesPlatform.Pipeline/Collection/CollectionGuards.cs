namespace RulesPlatform.Pipeline.Collection;

/// <summary>Bounds on one target's answer. Past any of them the scrape fails with the reason, and nothing of it is kept.</summary>
public sealed record CollectionGuards
{
    public int MaxSamples { get; init; } = 100_000;

    /// <summary>As it came over the wire.</summary>
    public long MaxBodyBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>After decompression.</summary>
    public long MaxTextBytes { get; init; } = 256 * 1024 * 1024;

    public int MaxLabels { get; init; } = 64;

    public int MaxLabelNameLength { get; init; } = 256;

    public int MaxLabelValueLength { get; init; } = 4096;
}
