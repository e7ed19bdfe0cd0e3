using System.Runtime.InteropServices;
using RulesPlatform.History.Columns;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Journal;

/// <summary>A batch's values and times as the journal keeps them until they are sealed: raw, or with zstd.</summary>
/// <param name="Times">Empty when every sample is of the slot.</param>
internal sealed record BatchColumns(double[] Values, long[] Times)
{
    private const byte Raw = 0, Compressed = 1;

    /// <param name="reuse">An array that may be written over and returned where it fits, or null.</param>
    public static byte[] Write(SampleBatch batch, int compression, byte[]? reuse = null)
    {
        int length = 1 + batch.Count * sizeof(double) + batch.Times.Length * sizeof(long);
        byte[] bytes = reuse?.Length == length ? reuse : new byte[length];
        bytes[0] = Raw;
        MemoryMarshal.AsBytes(batch.Values).CopyTo(bytes.AsSpan(1));
        MemoryMarshal.AsBytes(batch.Times).CopyTo(bytes.AsSpan(1 + batch.Count * sizeof(double)));
        return compression == 0 ? bytes : [Compressed, .. Zstd.Compress(bytes.AsSpan(1), compression)];
    }

    /// <exception cref="InvalidDataException">The bytes do not hold what the header announces: they are damaged.</exception>
    public static BatchColumns Read(ReadOnlySpan<byte> bytes, int samples, bool hasTimes)
    {
        ReadOnlySpan<byte> raw = bytes is [Compressed, .. var packed] ? Zstd.Decompress(packed) : bytes[1..];
        int valueBytes = samples * sizeof(double);
        if (raw.Length != valueBytes * (hasTimes ? 2 : 1))
        {
            throw new InvalidDataException($"A journal entry announces {samples} samples and holds {raw.Length} bytes: it is damaged.");
        }
        return new BatchColumns(
            MemoryMarshal.Cast<byte, double>(raw[..valueBytes]).ToArray(), MemoryMarshal.Cast<byte, long>(raw[valueBytes..]).ToArray());
    }
}
