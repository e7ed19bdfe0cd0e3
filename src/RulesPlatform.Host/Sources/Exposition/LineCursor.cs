using System.Diagnostics.CodeAnalysis;
using System.Text;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>Walks one line of a body and knows how to say where something is wrong with it.</summary>
internal ref struct LineCursor
{
    private const int ExcerptBefore = 24;
    private const int ExcerptAfter = 36;
    private const int LongestReason = 240;

    private readonly ReadOnlySpan<byte> _body;

    /// <param name="end">Behind the line's last byte, its line break left out.</param>
    public LineCursor(ReadOnlySpan<byte> body, int start, int end)
    {
        _body = body;
        (At, End) = (start, end);
    }

    public int At { get; set; }

    public int End { get; }

    public readonly bool IsAtEnd => At >= End;

    /// <summary>What is left of the line.</summary>
    public readonly ReadOnlySpan<byte> Rest => _body[At..End];

    /// <summary>The byte here, or 0 at the end of the line.</summary>
    public readonly byte Here => At < End ? _body[At] : (byte)0;

    public readonly ReadOnlySpan<byte> Since(int start) => _body[start..At];

    public void SkipBlanks()
    {
        while (At < End && _body[At] is (byte)' ' or (byte)'\t')
        {
            At++;
        }
    }

    public bool TrySkip(char expected)
    {
        bool isHere = At < End && _body[At] == expected;
        At += isHere ? 1 : 0;
        return isHere;
    }

    /// <summary>Up to the next blank or the line's end.</summary>
    public ReadOnlySpan<byte> ReadWord()
    {
        int start = At;
        while (At < End && _body[At] is not ((byte)' ' or (byte)'\t'))
        {
            At++;
        }
        return Since(start);
    }

    /// <summary>A metric or label name without quotes; empty where none begins here.</summary>
    public ReadOnlySpan<byte> ReadName(bool mayHoldColon)
    {
        int start = At;
        while (At < End && (char.IsAsciiLetter((char)_body[At]) || _body[At] == '_' || (mayHoldColon && _body[At] == ':') || (At > start && char.IsAsciiDigit((char)_body[At]))))
        {
            At++;
        }
        return Since(start);
    }

    /// <summary>A text in double quotes, of which the first is here. Backslash, quote and <c>n</c> are unescaped; other escapes stay as they are.</summary>
    /// <param name="what">Names the text in messages.</param>
    public string ReadQuoted(string what)
    {
        int open = At++;
        int start = At;
        bool hasEscapes = false;
        for (; At < End && _body[At] != '"'; At++)
        {
            if (_body[At] == '\\')
            {
                hasEscapes = true;
                At++;
            }
        }
        if (At >= End)
        {
            At = open;
            Fail($"{what} is not closed: a '\"' is missing (line breaks inside are written \\n)");
        }
        string text = Decode(_body[start..At], what, start);
        At++;
        return hasEscapes ? Unescape(text) : text;
    }

    /// <exception cref="SourceFaultException">Where the bytes are not UTF-8.</exception>
    public readonly string Decode(ReadOnlySpan<byte> bytes, string what, int start)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            FailAt(start, $"{what} is not valid UTF-8");
        }
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Names what is here, for "expected …, found …".</summary>
    public readonly string Found()
    {
        if (IsAtEnd)
        {
            return "the end of the line";
        }
        Rune.DecodeFromUtf8(Rest, out _, out int length);
        return $"'{Encoding.UTF8.GetString(Rest[..length])}'";
    }

    [DoesNotReturn]
    public readonly void Fail(string reason) => FailAt(At, reason);

    /// <exception cref="SourceFaultException">Always: line and column from 1, the reason, an excerpt.</exception>
    [DoesNotReturn]
    public readonly void FailAt(int at, string reason)
    {
        int line = _body[..at].Count((byte)'\n') + 1;
        int start = _body[..at].LastIndexOf((byte)'\n') + 1;
        int length = _body[start..].IndexOfAny((byte)'\n', (byte)'\r');
        int end = length < 0 ? _body.Length : start + length;
        (int from, int to) = (Math.Max(start, at - ExcerptBefore), Math.Min(end, at + ExcerptAfter));
        string excerpt = $"{(from > start ? "…" : "")}{(to > from ? Encoding.UTF8.GetString(_body[from..to]) : "")}{(to < end ? "…" : "")}";
        reason = reason.Length <= LongestReason ? reason : $"{reason[..LongestReason]}…";
        throw new SourceFaultException($"line {line}, column {at - start + 1}: {Printable(reason)}; near '{Printable(excerpt)}'");
    }

    internal static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char next = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            char? escaped = next switch { 'n' => '\n', '\\' => '\\', '"' => '"', _ => null };
            plain.Append(escaped ?? text[i]);
            i += escaped is null ? 0 : 1;
        }
        return plain.ToString();
    }

    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            printable = char.IsControl(character) ? printable.Append($"\\x{(int)character:x2}") : printable.Append(character);
        }
        return printable.ToString();
    }
}
