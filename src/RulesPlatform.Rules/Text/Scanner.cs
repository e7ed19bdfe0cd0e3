using System.Text;

namespace RulesPlatform.Rules.Text;

/// <summary>UTF-8 bytes → tokens. Skips white space and comments; reports what it cannot read and goes on.</summary>
internal sealed class Scanner(SourceText source, DiagnosticBag bag)
{
    private int _at = source.TextStart;

    /// <summary>Whether the text ended inside a comment.</summary>
    public bool IsCutShort { get; private set; }

    public Token Next()
    {
        SkipSpace();
        ReadOnlySpan<byte> bytes = source.Bytes;
        if (_at >= bytes.Length)
        {
            return new Token(TokenKind.End, _at, _at);
        }
        byte first = bytes[_at];
        return first switch
        {
            (byte)'{' => Single(TokenKind.OpenObject),
            (byte)'}' => Single(TokenKind.CloseObject),
            (byte)'[' => Single(TokenKind.OpenArray),
            (byte)']' => Single(TokenKind.CloseArray),
            (byte)':' => Single(TokenKind.Colon),
            (byte)',' => Single(TokenKind.Comma),
            (byte)'"' or (byte)'\'' => QuotedText(first),
            (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' => Number(),
            _ when IsWordByte(first) => Word(),
            _ => Stray(),
        };
    }

    private Token Single(TokenKind kind) => new(kind, _at, ++_at);

    private Token QuotedText(byte quote)
    {
        int start = _at;
        Token token = StringScanner.Read(source, start, quote, bag);
        _at = token.End;
        if (quote == (byte)'\'')
        {
            bag.Add(TextProblems.String, source, start, token.End, "a string stands in single quotes", "use double quotes");
        }
        return token;
    }

    private Token Number()
    {
        int start = _at;
        ReadOnlySpan<byte> bytes = source.Bytes;
        while (_at < bytes.Length && (IsWordByte(bytes[_at]) || bytes[_at] is (byte)'+' or (byte)'-' or (byte)'.'))
        {
            _at++;
        }
        string text = Encoding.UTF8.GetString(bytes[start.._at]);
        if (NumberText.TryParse(text, out double number, out string message, out string? help))
        {
            return new Token(TokenKind.Number, start, _at, text, number);
        }
        bag.Add(TextProblems.Number, source, start, _at, message, help);
        return new Token(TokenKind.Broken, start, _at);
    }

    private Token Word()
    {
        int start = _at;
        ReadOnlySpan<byte> bytes = source.Bytes;
        while (_at < bytes.Length && (IsWordByte(bytes[_at]) || bytes[_at] is (byte)'-' or (byte)'.'))
        {
            _at++;
        }
        return new Token(TokenKind.Word, start, _at, Encoding.UTF8.GetString(bytes[start.._at]));
    }

    private Token Stray()
    {
        int start = _at++;
        string shown = source.Bytes[start] is > 0x20 and < 0x7F ? $"'{(char)source.Bytes[start]}'" : $"the control character 0x{source.Bytes[start]:X2}";
        bag.Add(TextProblems.Syntax, source, start, _at, $"{shown} has no meaning in JSON", source.Bytes[start] == (byte)'#' ? "a comment begins with //" : "remove it");
        return new Token(TokenKind.Broken, start, _at);
    }

    private void SkipSpace()
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        while (_at < bytes.Length)
        {
            if (bytes[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                _at++;
            }
            else if (bytes[_at] == (byte)'/')
            {
                SkipComment(bytes);
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment(ReadOnlySpan<byte> bytes)
    {
        int start = _at;
        ReadOnlySpan<byte> rest = bytes[start..];
        if (rest.StartsWith("//"u8))
        {
            int end = rest.IndexOf((byte)'\n');
            _at = end < 0 ? bytes.Length : start + end;
            return;
        }
        if (rest.StartsWith("/*"u8))
        {
            int end = rest[2..].IndexOf("*/"u8);
            _at = end < 0 ? bytes.Length : start + 2 + end + 2;
            if (end < 0)
            {
                IsCutShort = true;
                bag.Add(TextProblems.Syntax, source, start, start + 2, "this comment has no end", "close it with */");
            }
            return;
        }
        _at++;
        bag.Add(TextProblems.Syntax, source, start, _at, "'/' has no meaning in JSON", "a comment begins with // or /*");
    }

    private static bool IsWordByte(byte one) =>
        one is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'$' or >= 0x80;
}
