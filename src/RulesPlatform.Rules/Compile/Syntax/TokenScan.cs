using System.Globalization;
using System.Text;

namespace RulesPlatform.Rules.Compile.Syntax;

/// <summary>Cuts an expression into tokens: one pass, no recursion, bounded by <see cref="SyntaxBounds"/>.</summary>
internal sealed class TokenScan
{
    // Longest first: what both engines know as one symbol is cut as one, admitted or not, so that a refusal names what was written.
    private static readonly string[] s_symbols =
        ["&&", "||", "==", "!=", "<>", "<=", ">=", "=>", "??", "**", "<<", ">>", "++", "--", "+", "-", "*", "/", "%", "<", ">", "!", "=",
         "(", ")", ",", ".", "?", ":", "&", "|", "^", "~", "[", "]", "{", "}", "@", "#", "$", ";", "\\", "'", "\"", "`"];

    private readonly string _text;
    private readonly Dialect _dialect;
    private readonly List<Token> _tokens = [];
    private int _at;

    private TokenScan(string text, Dialect dialect) => (_text, _dialect) = (text, dialect);

    /// <summary>The tokens, or null and the first problem.</summary>
    public static IReadOnlyList<Token>? Read(string text, Dialect dialect, out CompileProblem? problem)
    {
        if (text.Length > SyntaxBounds.Characters)
        {
            problem = new CompileProblem(SyntaxBounds.Characters, 1,
                Invariant($"the expression has {text.Length:N0} characters, {SyntaxBounds.Characters:N0} are allowed"), "split it into several rules or signals") { Kind = ExpressionProblems.TooLarge };
            return null;
        }
        var scan = new TokenScan(text, dialect);
        problem = scan.Run();
        return problem is null ? scan._tokens : null;
    }

    private CompileProblem? Run()
    {
        while (true)
        {
            while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
            {
                _at++;
            }
            if (_at == _text.Length)
            {
                return null;
            }
            if (_tokens.Count == SyntaxBounds.Tokens)
            {
                return new CompileProblem(_at, 1, Invariant($"the expression has more than {SyntaxBounds.Tokens:N0} parts"), "split it into several rules or signals") { Kind = ExpressionProblems.TooLarge };
            }
            if (Next(_text[_at]) is { } problem)
            {
                return problem;
            }
        }
    }

    private CompileProblem? Next(char first) => first switch
    {
        >= '0' and <= '9' => Number(),
        '.' when _dialect.BareFractions && IsDigit(_at + 1) => Number(),
        '"' when _dialect.Texts => Literal(),
        _ when IsNamePart(first) => Name(),
        _ => Symbol(),
    };

    private CompileProblem? Number()
    {
        int start = _at;
        Digits();
        if (_at < _text.Length && _text[_at] == '.')
        {
            _at++;
            if (!IsDigit(_at))
            {
                return new CompileProblem(start, _at - start, "a digit is missing after the point", $"write {_text[start.._at]}0");
            }
            Digits();
        }
        if (_at < _text.Length && _text[_at] is 'e' or 'E')
        {
            int digits = _at + 1 < _text.Length && _text[_at + 1] is '+' or '-' ? _at + 2 : _at + 1;
            if (IsDigit(digits))
            {
                _at = digits;
                Digits();
            }
        }
        int end = _at;
        while (_at < _text.Length && IsNamePart(_text[_at]))
        {
            _at++;
        }
        return _at == end
            ? Keep(new Token(TokenKind.Number, start, _text[start..end]))
            : new CompileProblem(start, _at - start, $"'{Shown(_text[start.._at])}' is not a number", "numbers have no suffix and no digit groups: 1500, 0.25 or 1.5e3");
    }

    private CompileProblem? Keep(Token number)
    {
        if (!double.IsFinite(double.Parse(number.Text, CultureInfo.InvariantCulture)))
        {
            return number.Problem($"{Shown(number.Text)} is beyond what a double holds", "the largest is about 1.8e308");
        }
        if (number.IsInteger && !long.TryParse(number.Text, CultureInfo.InvariantCulture, out _))
        {
            return number.Problem($"{Shown(number.Text)} is too large for a whole number", $"write {Shown(number.Text)}.0") with { Kind = ExpressionProblems.WholeNumbers };
        }
        _tokens.Add(number);
        return null;
    }

    private CompileProblem? Literal()
    {
        int start = _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && (_at + 1 == _text.Length || _text[_at + 1] is not ('"' or '\\')))
            {
                return new CompileProblem(_at, 1, "a backslash stands before '\"' or '\\' only", "write \\\\ for a backslash");
            }
            if (char.IsControl(_text[_at]))
            {
                return new CompileProblem(_at, 1, "a text may not hold control characters");
            }
            _at += _text[_at] == '\\' ? 2 : 1;
        }
        if (_at >= _text.Length)
        {
            return new CompileProblem(start, 1, "this text is never closed", "add the closing '\"'");
        }
        _at++;
        if (_at - start > SyntaxBounds.TextLiteral + 2)
        {
            return new CompileProblem(start, _at - start, Invariant($"a text may have at most {SyntaxBounds.TextLiteral} characters")) { Kind = ExpressionProblems.TooLarge };
        }
        if (_at < _text.Length && _text[_at] == '"')
        {
            return new CompileProblem(_at, 1, "a quote directly after a text", "write \\\" for a quote inside a text");
        }
        _tokens.Add(new Token(TokenKind.Text, start, _text[start.._at]));
        return null;
    }

    private CompileProblem? Name()
    {
        int start = _at;
        while (_at < _text.Length && IsNamePart(_text[_at]))
        {
            _at++;
        }
        string name = _text[start.._at];
        _tokens.Add(new Token(_dialect.Words.Contains(name) ? TokenKind.Symbol : TokenKind.Name, start, name));
        return null;
    }

    private CompileProblem? Symbol()
    {
        string? symbol = Array.Find(s_symbols, one => _text.AsSpan(_at).StartsWith(one, StringComparison.Ordinal));
        if (symbol is null)
        {
            Rune.TryGetRuneAt(_text, _at, out Rune rune);
            int length = rune == default ? 1 : rune.Utf16SequenceLength;
            string shown = rune == default || Rune.IsControl(rune) ? "" : $"'{rune}' ";
            int code = rune == default ? _text[_at] : rune.Value;
            return new CompileProblem(_at, length, $"the character {shown}(U+{code:X4}) has no place in an expression", "names are ASCII letters, digits and _");
        }
        if (!_dialect.Admits(symbol))
        {
            // `--x` is two signs: only what no splitting admits is refused as a whole.
            if (symbol is "--" or "++")
            {
                symbol = symbol[..1];
            }
            else
            {
                return new CompileProblem(_at, symbol.Length, $"'{symbol}' has no place here", _dialect.Hints.GetValueOrDefault(symbol));
            }
        }
        _tokens.Add(new Token(TokenKind.Symbol, _at, symbol));
        _at += symbol.Length;
        return null;
    }

    private void Digits()
    {
        while (IsDigit(_at))
        {
            _at++;
        }
    }

    private bool IsDigit(int at) => at < _text.Length && char.IsAsciiDigit(_text[at]);

    private static bool IsNamePart(char one) => char.IsAsciiLetterOrDigit(one) || one == '_';

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
