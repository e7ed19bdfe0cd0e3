using System.Runtime.CompilerServices;

namespace RulesPlatform.History.Columns;

/// <summary>
/// Doubles as 64-bit integers that predict well, and back, bit for bit. Where every value is m ÷ 10^e with |m| &lt; 2^53 the integers
/// are the m (division by an exact power of ten is correctly rounded, so the check decides); otherwise they are the bits in numeric order.
/// Values that fit neither the exponent nor the column (an end marker, NaN, −0) are exceptions, kept whole.
/// </summary>
internal static class NumberDomain
{
    /// <summary>The domain whose integers are the doubles' own bits.</summary>
    public const int Bits = 13;

    private const double Largest = 1L << 53;

    private static readonly double[] _powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    /// <summary>Finds the domain and fills <paramref name="numbers"/>; an exception's place repeats the number before it.</summary>
    public static int Map(ReadOnlySpan<double> values, Span<long> numbers, List<(int Position, ulong Bits)> exceptions)
    {
        exceptions.Clear();
        int allowed = values.Length / 16 + 1;
        int exponent = 0;
        int misfits = 0;
        foreach (double value in values)
        {
            if (Fits(value, exponent, out _))
            {
                continue;
            }
            int needed = ExponentOf(value, exponent + 1);
            if (needed > 0)
            {
                exponent = needed;
            }
            else if (++misfits > allowed)
            {
                break;
            }
        }
        return misfits <= allowed && MapScaled(values, numbers, exponent, allowed, exceptions) ? exponent : MapBits(values, numbers, exceptions);
    }

    public static void Restore(int domain, ReadOnlySpan<long> numbers, Span<double> values)
    {
        if (domain == Bits)
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                values[i] = BitConverter.Int64BitsToDouble(InOrder(numbers[i]));
            }
            return;
        }
        if ((uint)domain >= (uint)_powers.Length)
        {
            throw new InvalidDataException($"A stored column is of the unknown kind {domain}: it is damaged.");
        }
        double power = _powers[domain];
        for (int i = 0; i < numbers.Length; i++)
        {
            values[i] = numbers[i] / power;
        }
    }

    /// <summary>The sum, without the noise of adding binary fractions where all values are decimals of one exponent.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        long[] numbers = new long[values.Length];
        var exceptions = new List<(int Position, ulong Bits)>();
        int domain = Map(values, numbers, exceptions);
        if (domain == Bits || exceptions.Count > 0 || values.Length > 1000)
        {
            double sum = 0;
            foreach (double value in values)
            {
                sum += value;
            }
            return sum;
        }
        return numbers.Sum() / _powers[domain];
    }

    private static bool MapScaled(
        ReadOnlySpan<double> values, Span<long> numbers, int exponent, int allowed, List<(int Position, ulong Bits)> exceptions)
    {
        long before = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (Fits(values[i], exponent, out long number))
            {
                before = number;
            }
            else
            {
                exceptions.Add((i, BitConverter.DoubleToUInt64Bits(values[i])));
                if (exceptions.Count > allowed || exceptions.Count == values.Length)
                {
                    return false;
                }
            }
            numbers[i] = before;
        }
        for (int i = 0; i < exceptions.Count && exceptions[i].Position == i; i++)
        {
            numbers[i] = numbers[FirstFitting(exceptions)];
        }
        return true;
    }

    /// <summary>Exceptions at the very start repeat the first number that is none.</summary>
    private static int FirstFitting(List<(int Position, ulong Bits)> exceptions)
    {
        int first = 0;
        while (first < exceptions.Count && exceptions[first].Position == first)
        {
            first++;
        }
        return first;
    }

    private static int MapBits(ReadOnlySpan<double> values, Span<long> numbers, List<(int Position, ulong Bits)> exceptions)
    {
        exceptions.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            bool odd = double.IsNaN(values[i]) && i > 0 && exceptions.Count <= values.Length / 16;
            if (odd)
            {
                exceptions.Add((i, BitConverter.DoubleToUInt64Bits(values[i])));
            }
            numbers[i] = odd ? numbers[i - 1] : InOrder(BitConverter.DoubleToInt64Bits(values[i]));
        }
        return Bits;
    }

    /// <summary>Its own inverse: negative doubles' bits run backwards.</summary>
    private static long InOrder(long bits) => bits < 0 ? bits ^ long.MaxValue : bits;

    private static int ExponentOf(double value, int from)
    {
        if (!double.IsFinite(value))
        {
            return -1;
        }
        for (int exponent = from; exponent < _powers.Length; exponent++)
        {
            if (Fits(value, exponent, out _))
            {
                return exponent;
            }
        }
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Fits(double value, int exponent, out long number)
    {
        double scaled = Math.Round(value * _powers[exponent]);
        if (!(Math.Abs(scaled) < Largest))
        {
            number = 0;
            return false;
        }
        number = (long)scaled;
        return BitConverter.DoubleToInt64Bits(number / _powers[exponent]) == BitConverter.DoubleToInt64Bits(value);
    }
}
