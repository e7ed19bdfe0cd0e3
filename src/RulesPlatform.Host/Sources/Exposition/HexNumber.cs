using System.Numerics;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>Hexadecimal floating point such as <c>0x1.8p-3</c>; the binary exponent may be left out.</summary>
internal static class HexNumber
{
    private const int MantissaBits = 53;
    private const int SmallestExponent = -1074;
    private const int FarBeyondAnyDouble = 100_000;

    /// <param name="at">Where <c>0x</c> begins, behind the sign.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int at, bool isNegative, out double value, out int length)
    {
        (value, length) = (0, 0);
        if (text[at] != '0' || at + 1 >= text.Length || (text[at + 1] | 0x20) != 'x')
        {
            return false;
        }
        at += 2;
        ulong mantissa = 0;
        int exponent = 0;
        bool isInexact = false;
        int seen = ReadDigits(text, ref at, ref mantissa, ref exponent, ref isInexact, perDigit: 0);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            seen += ReadDigits(text, ref at, ref mantissa, ref exponent, ref isInexact, perDigit: -4);
        }
        if (seen == 0 || (at < text.Length && (text[at] | 0x20) == 'p' && !TryReadExponent(text, ref at, ref exponent)))
        {
            return false;
        }
        double magnitude = Nearest(mantissa, exponent, isInexact);
        (value, length) = (isNegative ? -magnitude : magnitude, at);
        return true;
    }

    /// <summary>The double nearest to <paramref name="mantissa"/> × 2^<paramref name="exponent"/>, ties to even, rounded once.</summary>
    /// <param name="isInexact">Whether digits other than 0 were left off below the mantissa.</param>
    private static double Nearest(ulong mantissa, int exponent, bool isInexact)
    {
        int bits = 64 - BitOperations.LeadingZeroCount(mantissa);
        int room = Math.Min(MantissaBits, bits + exponent - SmallestExponent);
        if (room < 0 || mantissa == 0)
        {
            return 0;
        }
        int surplus = bits - room;
        if (surplus <= 0)
        {
            return Math.ScaleB(mantissa, exponent);
        }
        ulong kept = surplus == 64 ? 0 : mantissa >> surplus;
        ulong rest = mantissa - (surplus == 64 ? 0 : kept << surplus);
        ulong half = 1UL << (surplus - 1);
        bool roundsUp = rest > half || (rest == half && (isInexact || (kept & 1) == 1));
        return Math.ScaleB(kept + (roundsUp ? 1UL : 0), exponent + surplus);
    }

    private static int ReadDigits(ReadOnlySpan<byte> text, ref int at, ref ulong mantissa, ref int exponent, ref bool isInexact, int perDigit)
    {
        int first = at;
        for (; at < text.Length && char.IsAsciiHexDigit((char)text[at]); at++)
        {
            uint digit = (uint)(text[at] <= '9' ? text[at] - '0' : (text[at] | 0x20) - 'a' + 10);
            if (mantissa >> 60 == 0)
            {
                mantissa = (mantissa << 4) | digit;
                exponent += perDigit;
            }
            else
            {
                isInexact |= digit != 0;
                exponent += perDigit + 4;
            }
        }
        return at - first;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int at, ref int exponent)
    {
        int from = at + 1;
        bool isNegative = from < text.Length && text[from] == '-';
        if (from < text.Length && text[from] is (byte)'-' or (byte)'+')
        {
            from++;
        }
        int written = 0;
        int digit = from;
        for (; digit < text.Length && char.IsAsciiDigit((char)text[digit]); digit++)
        {
            written = Math.Min((written * 10) + (text[digit] - '0'), FarBeyondAnyDouble);
        }
        at = digit;
        exponent += isNegative ? -written : written;
        return digit > from;
    }
}
