using RulesPlatform.History.Columns;

namespace RulesPlatform.History.Samples;

/// <summary>A layout's series ids as bytes.</summary>
internal static class LayoutBytes
{
    public static byte[] Write(ReadOnlySpan<int> series)
    {
        long[] numbers = new long[series.Length];
        for (int i = 0; i < series.Length; i++)
        {
            numbers[i] = series[i];
        }
        var writer = new BitWriter();
        writer.WriteVarint((ulong)series.Length);
        IntegerColumn.Write(writer, numbers);
        writer.Align();
        return writer.Written.ToArray();
    }

    public static int[] Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new BitReader(bytes);
        int count = checked((int)reader.ReadVarint());
        return Array.ConvertAll(IntegerColumn.Read(ref reader, count), number => (int)number);
    }
}
