using System.Globalization;
using System.Runtime.CompilerServices;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>
/// Numbers as expositions write them: decimal with point and exponent, hexadecimal with binary exponent, <c>NaN</c>, <c>Inf</c> and
/// <c>Infinity</c> in any case. Always the double nearest to the text, ties to even.
/// </summary>
internal static class NumberText
{
    private const int LongestExactPower = 22;
    private const ulong LargestExactInteger = 1UL << 53;
    private const int DigitsThatFit = 19;

    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads the number that <paramref name="text"/> begins with, as far as it goes.</summary>
    /// <param name="length">How many bytes it took; what follows is the caller's to judge.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value, out int length)
    {
        int at = 0;
        bool isNegative = false;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            isNegative = text[0] == '-';
            at = 1;
        }
        ulong mantissa = 0;
        int digits = 0;
        int exponent = 0;
        int first = at;
        at = ReadDigits(text, at, ref mantissa, ref digits, out int beyond);
        int seen = at - first;
        exponent += beyond;
        if (at < text.Length && text[at] == '.')
        {
            int point = at + 1;
            at = ReadDigits(text, point, ref mantissa, ref digits, out beyond);
            seen += at - point;
            exponent += beyond - (at - point);
        }
        if (seen == 0)
        {
            return TryReadWord(text, first, isNegative, out value, out length);
        }
        if (at < text.Length && (text[at] | 0x20) is 'e' or 'x')
        {
            if ((text[at] | 0x20) == 'x')
            {
                return HexNumber.TryRead(text, first, isNegative, out value, out length);
            }
            if (!TryReadExponent(text, ref at, ref exponent))
            {
                (value, length) = (0, 0);
                return false;
            }
        }
        length = at;
        return TryExact(mantissa, digits, exponent, isNegative, out value) || double.TryParse(text[..at], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>
    /// A mantissa and a power of ten that are both doubles without rounding give the nearest double in one multiplication or
    /// division (W. D. Clinger, How to read floating point numbers accurately, PLDI 1990).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryExact(ulong mantissa, int digits, int exponent, bool isNegative, out double value)
    {
        value = 0;
        if (digits > DigitsThatFit || mantissa > LargestExactInteger || exponent is < -LongestExactPower or > LongestExactPower)
        {
            return false;
        }
        double magnitude = exponent < 0 ? mantissa / Powers[-exponent] : mantissa * Powers[exponent];
        value = isNegative ? -magnitude : magnitude;
        return true;
    }

    /// <param name="digits">Counts significant digits, so that leading zeros cost no room.</param>
    /// <param name="beyond">Digits that no longer fitted the mantissa.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadDigits(ReadOnlySpan<byte> text, int at, ref ulong mantissa, ref int digits, out int beyond)
    {
        beyond = 0;
        for (; (uint)at < (uint)text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                break;
            }
            if (digits < DigitsThatFit)
            {
                mantissa = (mantissa * 10) + digit;
                digits += mantissa == 0 ? 0 : 1;
            }
            else
            {
                digits = DigitsThatFit + 1;
                beyond++;
            }
        }
        return at;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int at, ref int exponent)
    {
        const int FarBeyondAnyDouble = 100_000;
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
        if (digit == from)
        {
            return false;
        }
        at = digit;
        exponent += isNegative ? -written : written;
        return true;
    }

    private static bool TryReadWord(ReadOnlySpan<byte> text, int at, bool isNegative, out double value, out int length)
    {
        ReadOnlySpan<byte> word = text[at..];
        (value, length) = (0, 0);
        if (StartsWith(word, "infinity"u8) || StartsWith(word, "inf"u8))
        {
            length = at + (StartsWith(word, "infinity"u8) ? 8 : 3);
            value = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        }
        else if (at == 0 && StartsWith(word, "nan"u8))
        {
            length = 3;
            value = double.NaN;
        }
        return length > 0;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.Length >= lower.Length && System.Text.Ascii.EqualsIgnoreCase(text[..lower.Length], lower);
}
