using System.Numerics;

namespace RulesPlatform.History.Columns;

/// <summary>
/// What prediction left over, as Rice codes (Rice 1979: quotient in ones, <c>k</c> bits of remainder), or, where most of it
/// is zero, as gaps and the numbers between them. Both are exact for any 64-bit number.
/// </summary>
internal static class Residuals
{
    /// <summary>From this quotient on a number is written whole: an outlier costs 84 bits, never thousands.</summary>
    private const int Escape = 20;

    /// <summary>A bound on the coded size in bits, good enough to choose a predictor by.</summary>
    public static int Estimate(ReadOnlySpan<ulong> folded)
    {
        int bits = 0;
        foreach (ulong value in folded)
        {
            bits += 64 - BitOperations.LeadingZeroCount(value);
        }
        return bits;
    }

    public static void Write(BitWriter writer, ReadOnlySpan<ulong> folded)
    {
        int others = folded.Length - folded.Count(0UL);
        (int k, long dense) = BestParameter(folded);
        if (others * 2 < folded.Length && SparseCost(folded, others) < dense)
        {
            writer.Write(1, 1);
            WriteSparse(writer, folded, others);
            return;
        }
        writer.Write(0, 1);
        writer.Write((uint)k, 6);
        foreach (ulong value in folded)
        {
            WriteRice(writer, value, k);
        }
    }

    public static void Read(ref BitReader reader, Span<ulong> folded)
    {
        if (reader.Read(1) == 1)
        {
            ReadSparse(ref reader, folded);
            return;
        }
        int k = (int)reader.Read(6);
        for (int i = 0; i < folded.Length; i++)
        {
            folded[i] = ReadRice(ref reader, k);
        }
    }

    private static void WriteRice(BitWriter writer, ulong value, int k)
    {
        ulong quotient = value >> k;
        if (quotient >= Escape)
        {
            writer.WriteOnes(Escape, closed: false);
            writer.Write(value, 64);
            return;
        }
        writer.WriteOnes((int)quotient, closed: true);
        writer.Write(value, k);
    }

    private static ulong ReadRice(ref BitReader reader, int k)
    {
        int quotient = reader.ReadOnes(Escape);
        return quotient == Escape ? reader.Read(64) : ((ulong)quotient << k) | reader.Read(k);
    }

    private static (int K, long Bits) BestParameter(ReadOnlySpan<ulong> folded)
    {
        int typical = folded.Length == 0 ? 0 : Estimate(folded) / folded.Length;
        (int best, long bits) = (0, long.MaxValue);
        for (int k = Math.Max(typical - 2, 0); k <= Math.Min(typical + 1, 63); k++)
        {
            long cost = Cost(folded, k);
            if (cost < bits)
            {
                (best, bits) = (k, cost);
            }
        }
        return (best, bits);
    }

    private static long Cost(ReadOnlySpan<ulong> folded, int k)
    {
        long bits = 0;
        foreach (ulong value in folded)
        {
            ulong quotient = value >> k;
            bits += quotient >= Escape ? Escape + 64 : (long)quotient + 1 + k;
        }
        return bits;
    }

    private static long SparseCost(ReadOnlySpan<ulong> folded, int others)
    {
        if (others == 0)
        {
            return 0;
        }
        int gap = GapParameter(folded.Length, others);
        return 20 + others * (long)(gap + 2) + Estimate(folded) + others * 2L;
    }

    private static int GapParameter(int length, int others) => BitOperations.Log2((uint)Math.Max(length / (others + 1), 1));

    private static void WriteSparse(BitWriter writer, ReadOnlySpan<ulong> folded, int others)
    {
        writer.WriteGamma((uint)others);
        if (others == 0)
        {
            return;
        }
        int gapParameter = GapParameter(folded.Length, others);
        ulong[] values = new ulong[others];
        int written = 0;
        int last = -1;
        for (int i = 0; i < folded.Length; i++)
        {
            if (folded[i] != 0)
            {
                WriteRice(writer, (ulong)(i - last - 1), gapParameter);
                values[written++] = folded[i] - 1;
                last = i;
            }
        }
        (int k, _) = BestParameter(values);
        writer.Write((uint)k, 6);
        foreach (ulong value in values)
        {
            WriteRice(writer, value, k);
        }
    }

    private static void ReadSparse(ref BitReader reader, Span<ulong> folded)
    {
        folded.Clear();
        int others = (int)Math.Min(reader.ReadGamma(), int.MaxValue);
        if (others == 0)
        {
            return;
        }
        if (others > folded.Length)
        {
            throw new InvalidDataException("A stored column announces more numbers than it has rows: it is damaged.");
        }
        int gapParameter = GapParameter(folded.Length, others);
        int[] positions = new int[others];
        long at = -1;
        for (int i = 0; i < others; i++)
        {
            at += (long)Math.Min(ReadRice(ref reader, gapParameter), int.MaxValue) + 1;
            positions[i] = at < folded.Length ? (int)at : throw new InvalidDataException("A stored column points past its last row: it is damaged.");
        }
        int k = (int)reader.Read(6);
        foreach (int position in positions)
        {
            folded[position] = ReadRice(ref reader, k) + 1;
        }
    }
}
