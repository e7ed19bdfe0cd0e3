using System.Globalization;

namespace RulesPlatform.Rules.Compile.Syntax;

/// <summary>
/// The guard before both engines: grammar and nesting of an expression, checked in one loop with its own stack, so that what reaches
/// an engine is small, shallow and well-formed. Types and names are checked later, on the engine's tree.
/// </summary>
internal sealed class SyntaxCheck
{
    private enum Opened
    {
        Group,
        Call,

        /// <summary>Between <c>?</c> and <c>:</c>.</summary>
        Condition,

        /// <summary>After <c>:</c>; ends with what encloses it.</summary>
        Branch,
    }

    private readonly string _text;
    private readonly Dialect _dialect;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly TokenRole[] _roles;
    private readonly int[] _partners;
    private readonly Stack<(Opened Kind, int Token)> _open = new();
    private bool _wantsValue = true;
    private int _signs;
    private int _at;

    private SyntaxCheck(string text, Dialect dialect, IReadOnlyList<Token> tokens)
    {
        (_text, _dialect, _tokens) = (text, dialect, tokens);
        _roles = new TokenRole[tokens.Count];
        _partners = new int[tokens.Count];
        Array.Fill(_partners, -1);
    }

    /// <summary>The text with its grammar resolved, or null and the first problem: what follows a break in grammar would be guesswork.</summary>
    public static CheckedText? Check(string text, Dialect dialect, out CompileProblem? problem)
    {
        if (TokenScan.Read(text, dialect, out problem) is not { } tokens)
        {
            return null;
        }
        if (tokens.Count == 0)
        {
            problem = new CompileProblem(0, 1, "the expression is empty");
            return null;
        }
        var check = new SyntaxCheck(text, dialect, tokens);
        problem = check.Run();
        return problem is null ? new CheckedText(text, tokens, check._roles, check._partners) : null;
    }

    private Token Current => _tokens[_at];

    private CompileProblem? Run()
    {
        for (_at = 0; _at < _tokens.Count; _at++)
        {
            CompileProblem? problem = (_wantsValue ? Value() : Operator())
                ?? (_open.Count + _signs > SyntaxBounds.Depth
                    ? Current.Problem($"the expression is nested deeper than {SyntaxBounds.Depth} levels here", "split it into several rules or signals") with { Kind = ExpressionProblems.TooLarge }
                    : null);
            if (problem is not null)
            {
                return problem;
            }
        }
        return AtEnd();
    }

    private CompileProblem? Value()
    {
        if (Current.Kind != TokenKind.Symbol)
        {
            return NegativeZero() ?? Become(TokenRole.Value, wantsValue: false);
        }
        if (Current.Is("("))
        {
            _open.Push((Opened.Group, _at));
            return Become(TokenRole.OpenGroup, wantsValue: true);
        }
        if (Current.Is(")") && _at > 0 && _roles[_at - 1] == TokenRole.OpenCall)
        {
            return Close();
        }
        if (!_dialect.Unary.Contains(Current.Text))
        {
            return Current.Problem($"a value is missing before '{Current.Text}'", Current.Text == "+" ? "a number needs no plus sign" : null);
        }
        if (_dialect.SingleSigns && _signs > 0)
        {
            return Current.Problem($"'{Current.Text}' directly after '{_tokens[_at - 1].Text}'", $"write {_tokens[_at - 1].Text}({Current.Text}…)");
        }
        int signs = _signs + 1;
        Become(TokenRole.Unary, wantsValue: true);
        _signs = signs;
        return null;
    }

    /// <summary>
    /// The engine keeps one literal for all zeros of a process, with the sign of whichever it read first: what a zero with a sign means would
    /// depend on the rules loaded before.
    /// </summary>
    private CompileProblem? NegativeZero() =>
        _dialect != Dialect.Formula && Current.Kind == TokenKind.Number && _at > 0 && _roles[_at - 1] == TokenRole.Unary && _tokens[_at - 1].Is("-")
            && double.TryParse(Current.Text, CultureInfo.InvariantCulture, out double value) && value == 0
            ? Current.Problem("a zero has no sign", "write 0")
            : null;

    private CompileProblem? Operator()
    {
        if (Current.Kind != TokenKind.Symbol)
        {
            return Missing();
        }
        switch (Current.Text)
        {
            case "(":
                return Call();
            case ")":
                return Close();
            case ",":
                return Comma();
            case "?":
                return Question();
            case ":":
                return Colon();
            case ".":
                return Dot();
            default:
                return _dialect.Binary.Contains(Current.Text) ? Become(TokenRole.Binary, wantsValue: true) : Missing();
        }
    }

    private CompileProblem? Become(TokenRole role, bool wantsValue)
    {
        _roles[_at] = role;
        _wantsValue = wantsValue;
        _signs = 0;
        return null;
    }

    private CompileProblem Missing()
    {
        if (_dialect.Refused.Contains(_tokens[_at - 1].Text) || _dialect.Refused.Contains(Current.Text))
        {
            Token refused = _dialect.Refused.Contains(Current.Text) ? Current : _tokens[_at - 1];
            return refused.Problem($"'{refused.Text}' may not be used in a rule") with { Kind = ExpressionProblems.Forbidden };
        }
        string word = Current.Text.ToLowerInvariant();
        string? meant = _dialect.Words.Contains(word) ? word : word switch { "and" => "&&", "or" => "||", _ => null };
        return Current.Problem($"an operator is missing before '{Current.Text}'", meant is null ? null : $"write {meant}");
    }

    private CompileProblem? Call()
    {
        if (_tokens[_at - 1].Kind != TokenKind.Name)
        {
            return Missing();
        }
        _open.Push((Opened.Call, _at));
        return Become(TokenRole.OpenCall, wantsValue: true);
    }

    private CompileProblem? Dot()
    {
        if (_at + 1 == _tokens.Count || _tokens[_at + 1].Kind != TokenKind.Name)
        {
            return Current.Problem("a name is missing after '.'");
        }
        if (_tokens[_at - 1].Kind == TokenKind.Number)
        {
            return Current.Problem("a number has no members");
        }
        return Become(TokenRole.Dot, wantsValue: true);
    }

    private CompileProblem? Question()
    {
        if (_dialect.FlatConditionals && _open.TryPeek(out var top) && top.Kind is Opened.Condition or Opened.Branch)
        {
            return Current.Problem("a ?: inside another needs parentheses", "write a ? b : (c ? d : e)");
        }
        _open.Push((Opened.Condition, _at));
        return Become(TokenRole.Question, wantsValue: true);
    }

    private CompileProblem? Colon()
    {
        PopBranches();
        if (!_open.TryPeek(out var top) || top.Kind != Opened.Condition)
        {
            return Current.Problem("':' without a '?' before it");
        }
        _open.Pop();
        _open.Push((Opened.Branch, _at));
        return Become(TokenRole.Colon, wantsValue: true);
    }

    private CompileProblem? Comma()
    {
        PopBranches();
        return _open.TryPeek(out var top) switch
        {
            true when top.Kind == Opened.Call => Become(TokenRole.Comma, wantsValue: true),
            true when top.Kind == Opened.Condition => NeverAnswered(top.Token),
            _ => Current.Problem("',' outside a call", "a decimal is written with a point: 1.5"),
        };
    }

    private CompileProblem? Close()
    {
        PopBranches();
        if (!_open.TryPop(out var top))
        {
            return Current.Problem("this ')' closes nothing");
        }
        if (top.Kind == Opened.Condition)
        {
            return NeverAnswered(top.Token);
        }
        (_partners[top.Token], _partners[_at]) = (_at, top.Token);
        return Become(top.Kind == Opened.Call ? TokenRole.CloseCall : TokenRole.CloseGroup, wantsValue: false);
    }

    private CompileProblem? AtEnd()
    {
        if (_wantsValue)
        {
            return new CompileProblem(_tokens[^1].End, 1, $"the expression ends where a value is expected, after '{_tokens[^1].Text}'");
        }
        PopBranches();
        return !_open.TryPop(out var top) ? null
            : top.Kind == Opened.Condition ? NeverAnswered(top.Token)
            : _tokens[top.Token].Problem("this '(' is never closed", "add the closing ')'");
    }

    private CompileProblem NeverAnswered(int question) => _tokens[question].Problem("this '?' has no ':'", "write condition ? value : otherwise");

    private void PopBranches()
    {
        while (_open.TryPeek(out var top) && top.Kind == Opened.Branch)
        {
            _open.Pop();
        }
    }
}
