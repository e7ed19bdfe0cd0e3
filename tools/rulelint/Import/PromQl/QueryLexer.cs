using System.Text;

namespace RulesPlatform.RuleLint.Import.PromQl;

/// <summary>PromQL text → tokens, white space and <c>#</c> comments left out. The last token is <see cref="QueryTokenKind.End"/> or <see cref="QueryTokenKind.Broken"/>.</summary>
internal sealed class QueryLexer
{
    private static readonly string[] s_signs = ["=~", "!~", "==", "!=", "<=", ">=", "(", ")", "{", "}", "[", "]", ",", "+", "-", "*", "/", "%", "^", "<", ">", "=", ":", "@"];

    private readonly string _text;
    private int _at;

    // A colon begins a name everywhere but between a range and its step.
    private bool _isInRange;

    private QueryLexer(string text) => _text = text;

    public static IReadOnlyList<QueryToken> Read(string text)
    {
        var lexer = new QueryLexer(text);
        var tokens = new List<QueryToken>();
        do
        {
            tokens.Add(lexer.Next());
            lexer._isInRange = tokens[^1].Is("[") || (lexer._isInRange && !tokens[^1].Is("]"));
        }
        while (tokens[^1].Kind is not (QueryTokenKind.End or QueryTokenKind.Broken));
        return tokens;
    }

    private QueryToken Next()
    {
        SkipBlank();
        if (_at == _text.Length)
        {
            return new QueryToken(QueryTokenKind.End, _at, _at, "the end");
        }
        char first = _text[_at];
        if (first is '"' or '\'' or '`')
        {
            return Quoted(first);
        }
        if (char.IsAsciiDigit(first) || (first == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])))
        {
            return Numeric();
        }
        if (IsNamePart(first))
        {
            return Take(QueryTokenKind.Word, Run(_at, IsNamePart));
        }
        return s_signs.FirstOrDefault(sign => string.CompareOrdinal(_text, _at, sign, 0, sign.Length) == 0) is { } found
            ? Take(QueryTokenKind.Sign, _at + found.Length)
            : new QueryToken(QueryTokenKind.Broken, _at, _at + 1, $"'{first}' means nothing here");
    }

    private QueryToken Take(QueryTokenKind kind, int end)
    {
        var token = new QueryToken(kind, _at, end, _text[_at..end]);
        _at = end;
        return token;
    }

    private QueryToken Numeric()
    {
        if (_text[_at] == '0' && _at + 1 < _text.Length && _text[_at + 1] is 'x' or 'X')
        {
            return Take(QueryTokenKind.Number, Run(_at + 2, char.IsAsciiHexDigit));
        }
        int end = Run(_at, char.IsAsciiDigit);
        if (end < _text.Length && _text[end] is 'm' or 's' or 'h' or 'd' or 'w' or 'y')
        {
            return Take(QueryTokenKind.Duration, Run(end, char.IsAsciiLetterOrDigit));
        }
        end = end < _text.Length && _text[end] == '.' ? Run(end + 1, char.IsAsciiDigit) : end;
        if (end < _text.Length && _text[end] is 'e' or 'E')
        {
            int power = end + 1 < _text.Length && _text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            end = Run(power, char.IsAsciiDigit);
        }
        return Take(QueryTokenKind.Number, end);
    }

    private QueryToken Quoted(char quote)
    {
        int start = _at;
        var value = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != quote; _at++)
        {
            if (_text[_at] != '\\' || quote == '`')
            {
                value.Append(_text[_at]);
            }
            else if (!TryEscape(value))
            {
                return new QueryToken(QueryTokenKind.Broken, _at - 1, _at, "this escape is none that PromQL knows");
            }
        }
        if (_at == _text.Length)
        {
            return new QueryToken(QueryTokenKind.Broken, start, _at, "the text is not closed");
        }
        return new QueryToken(QueryTokenKind.Text, start, ++_at, value.ToString());
    }

    /// <summary>At the backslash; leaves at the escape's last character.</summary>
    private bool TryEscape(StringBuilder value)
    {
        char letter = ++_at < _text.Length ? _text[_at] : '\0';
        int digits = letter switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            bool isNumber = _at + digits < _text.Length & int.TryParse(_text.AsSpan(_at + 1, Math.Min(digits, _text.Length - _at - 1)), System.Globalization.NumberStyles.AllowHexSpecifier, null, out int point);
            _at += digits;
            value.Append(isNumber && Rune.IsValid(point) ? new Rune(point).ToString() : "");
            return isNumber && Rune.IsValid(point);
        }
        int known = "abfnrtv\\\"'".IndexOf(letter, StringComparison.Ordinal);
        value.Append(known < 0 ? "" : "\a\b\f\n\r\t\v\\\"'"[known].ToString());
        return known >= 0;
    }

    private void SkipBlank()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'))
        {
            _at = _text[_at] == '#' ? Run(_at, one => one != '\n') : _at + 1;
        }
    }

    private bool IsNamePart(char one) => char.IsAsciiLetterOrDigit(one) || one == '_' || (one == ':' && !_isInRange);

    private int Run(int from, Func<char, bool> belongs)
    {
        int end = from;
        while (end < _text.Length && belongs(_text[end]))
        {
            end++;
        }
        return end;
    }
}
