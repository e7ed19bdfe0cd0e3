namespace RulesPlatform.History.Reading;

/// <summary>What the store takes, in bytes.</summary>
/// <param name="File">The database file.</param>
/// <param name="Log">The write-ahead log beside it.</param>
/// <param name="Free">Part of the file that waits to be used again.</param>
/// <param name="SealedBytes">Chunks, headers included.</param>
/// <param name="SealedSamples">Samples in them.</param>
public sealed record StoreSizes(long File, long Log, long Free, long SealedBytes, long SealedSamples, long RollupBytes, long Series)
{
    /// <summary>NaN while nothing is sealed.</summary>
    public double BytesPerSealedSample => SealedSamples == 0 ? double.NaN : (double)SealedBytes / SealedSamples;
}
