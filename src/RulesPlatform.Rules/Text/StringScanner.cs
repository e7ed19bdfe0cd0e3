using System.Globalization;
using System.Text;

namespace RulesPlatform.Rules.Text;

/// <summary>One quoted string: its decoded text, and a diagnostic for each escape or character that is not allowed in it.</summary>
internal static class StringScanner
{
    /// <param name="start">Of the opening quote.</param>
    public static Token Read(SourceText source, int start, byte quote, DiagnosticBag bag)
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        int plain = bytes[(start + 1)..].IndexOfAny(quote, (byte)'\\', (byte)'\n');
        int end = start + 1 + plain;
        if (plain >= 0 && bytes[end] == quote && !bytes[(start + 1)..end].ContainsAnyInRange((byte)0, (byte)0x1F))
        {
            return new Token(TokenKind.String, start, end + 1, KnownTexts.Of(bytes[(start + 1)..end]));
        }
        return ReadSlowly(source, start, quote, bag);
    }

    private static Token ReadSlowly(SourceText source, int start, byte quote, DiagnosticBag bag)
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        var text = new StringBuilder();
        int at = start + 1;
        while (at < bytes.Length && bytes[at] != quote)
        {
            byte one = bytes[at];
            if (one is (byte)'\n' or (byte)'\r')
            {
                break;
            }
            if (one == (byte)'\\')
            {
                at = ReadEscape(source, at, text, bag);
                continue;
            }
            if (one < 0x20)
            {
                bag.Add(TextProblems.String, source, at, at + 1, $"the control character 0x{one:X2} stands in a string", one == (byte)'\t' ? "write \\t" : $"write \\u{one:X4}");
            }
            int run = bytes[(at + 1)..].IndexOfAnyExceptInRange((byte)0x80, (byte)0xBF);
            int next = one < 0x80 ? at + 1 : run < 0 ? bytes.Length : at + 1 + run;
            text.Append(Encoding.UTF8.GetString(bytes[at..next]));
            at = next;
        }
        if (at < bytes.Length && bytes[at] == quote)
        {
            return new Token(TokenKind.String, start, at + 1, text.ToString());
        }
        bag.Add(TextProblems.String, source, start, at, "this string has no end", "close it with a double quote on the same line; a line break in it is \\n");
        return new Token(TokenKind.String, start, at, text.ToString(), IsCutShort: true);
    }

    private static int ReadEscape(SourceText source, int at, StringBuilder text, DiagnosticBag bag)
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        char? simple = at + 1 >= bytes.Length ? null : (char)bytes[at + 1] switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => null,
        };
        if (simple is not null)
        {
            text.Append(simple);
            return at + 2;
        }
        if (at + 1 < bytes.Length && bytes[at + 1] == (byte)'u')
        {
            return ReadUnicode(source, at, text, bag);
        }
        // The backslash is kept, so that offsets in what follows stay right.
        text.Append('\\');
        bag.Add(TextProblems.String, source, at, Math.Min(at + 2, bytes.Length), "this is no escape", "a backslash itself is \\\\; others are \\\" \\/ \\b \\f \\n \\r \\t and \\u with four hex digits");
        return at + 1;
    }

    private static int ReadUnicode(SourceText source, int at, StringBuilder text, DiagnosticBag bag)
    {
        if (!TryHex(source.Bytes, at, out char unit))
        {
            int end = at + 2;
            while (end < Math.Min(at + 6, source.Bytes.Length) && char.IsAsciiHexDigit((char)source.Bytes[end]))
            {
                end++;
            }
            bag.Add(TextProblems.String, source, at, end, "\\u wants four hex digits", "for example \\u00e9");
            text.Append('\uFFFD');
            return end;
        }
        if (!char.IsSurrogate(unit))
        {
            text.Append(unit);
            return at + 6;
        }
        if (char.IsHighSurrogate(unit) && TryHex(source.Bytes, at + 6, out char low) && char.IsLowSurrogate(low))
        {
            text.Append(unit).Append(low);
            return at + 12;
        }
        bag.Add(TextProblems.String, source, at, at + 6, "half of a surrogate pair stands alone", "write the character itself, or both halves: \\ud83d\\ude00");
        text.Append('\uFFFD');
        return at + 6;
    }

    private static bool TryHex(ReadOnlySpan<byte> bytes, int at, out char unit)
    {
        unit = '\0';
        if (at + 6 > bytes.Length || bytes[at] != (byte)'\\' || bytes[at + 1] != (byte)'u')
        {
            return false;
        }
        bool isHex = ushort.TryParse(bytes.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value);
        unit = (char)value;
        return isHex;
    }
}
