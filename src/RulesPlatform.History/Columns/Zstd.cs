using ZstdSharp;

namespace RulesPlatform.History.Columns;

/// <summary>Whole buffers through zstd; the compressed form knows its length.</summary>
internal static class Zstd
{
    public static byte[] Compress(ReadOnlySpan<byte> bytes, int level)
    {
        using var compressor = new Compressor(level);
        return compressor.Wrap(bytes).ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no zstd frame: they are damaged.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> bytes)
    {
        using var decompressor = new Decompressor();
        try
        {
            return decompressor.Unwrap(bytes).ToArray();
        }
        catch (ZstdException damage)
        {
            throw new InvalidDataException($"Stored bytes cannot be decompressed: {damage.Message}", damage);
        }
    }
}
