using RulesPlatform.Rules.Compile.Syntax;
using DiagnosticKind = RulesPlatform.Rules.Text.DiagnosticKind;
using Nearest = RulesPlatform.Rules.Text.Nearest;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>
/// Looks at every name of a rule before the engine does: what is not listed is refused where it stands, with the nearest listed name.
/// The engine's parser therefore never resolves a type, a keyword or a method that a rule may not use.
/// </summary>
internal sealed class NameCheck
{
    private readonly CheckedText _text;
    private readonly Vocabulary _vocabulary;
    private readonly IReadOnlyCollection<string> _parameters;
    private readonly List<CompileProblem> _problems;

    private NameCheck(CheckedText text, Vocabulary vocabulary, IReadOnlyCollection<string> parameters, List<CompileProblem> problems) =>
        (_text, _vocabulary, _parameters, _problems) = (text, vocabulary, parameters, problems);

    /// <param name="parameters">Names of the parameters in scope.</param>
    /// <returns>Whether every name is listed.</returns>
    public static bool Check(CheckedText text, Vocabulary vocabulary, IReadOnlyCollection<string> parameters, List<CompileProblem> problems)
    {
        int before = problems.Count;
        var check = new NameCheck(text, vocabulary, parameters, problems);
        for (int at = 0; at < text.Tokens.Count; at++)
        {
            if (text.Tokens[at].Kind == TokenKind.Name)
            {
                check.Name(at);
            }
        }
        return problems.Count == before;
    }

    private void Name(int at)
    {
        if (Role(at - 1) != TokenRole.Dot)
        {
            Head(at);
        }
        else if (at >= 2 && _text.Tokens[at - 2].Kind == TokenKind.Name && Role(at - 3) != TokenRole.Dot)
        {
            Member(at - 2, at);
        }
        else
        {
            Method(at);
        }
    }

    private TokenRole? Role(int at) => at >= 0 && at < _text.Roles.Count ? _text.Roles[at] : null;

    private bool IsCalled(int at) => Role(at + 1) == TokenRole.OpenCall;

    private void Head(int at)
    {
        Token name = _text.Tokens[at];
        bool hasMember = Role(at + 1) == TokenRole.Dot;
        if (name.Text.ToLowerInvariant() is "true" or "false" || _parameters.Contains(name.Text, StringComparer.OrdinalIgnoreCase))
        {
            if (hasMember || IsCalled(at))
            {
                Refuse(name, $"'{name.Text}' has no members and is not a function");
            }
        }
        else if (_vocabulary.Find(name.Text) is { } root)
        {
            if (!hasMember)
            {
                string first = root.Words.Count > 0 ? root.Words[0].Name : "NAME";
                Refuse(name, $"'{name.Text}' alone is not a value", $"write one of its members, such as {root.Name}.{first}");
            }
        }
        else if (name.Text != "Math")
        {
            Unknown(name);
        }
        else if (!hasMember)
        {
            Refuse(name, "'Math' alone is not a value", "write one of its functions, such as Math.Abs(x)");
        }
    }

    private void Unknown(Token name)
    {
        string[] known = [.. _vocabulary.Roots.Select(root => root.Name), "Math", "true", "false", .. _parameters];
        string help = name.Text.ToLowerInvariant() switch
        {
            "and" => "write &&",
            "or" => "write ||",
            "not" => "write !",
            "iif" or "if" => "write condition ? value : otherwise",
            "null" => "a missing value makes the verdict Unknown before the rule runs",
            _ when _vocabulary.Roots.FirstOrDefault(root => root.Find(name.Text) is not null) is { } owner => $"write {owner.Name}.{owner.Find(name.Text)!.Name}",
            _ => Nearest.Hint(name.Text, known, $"a rule may use {string.Join(", ", known)}"),
        };
        string? instead = name.Text.ToLowerInvariant() switch { "and" => "&&", "or" => "||", "not" or "iif" or "if" or "null" => null, _ => Nearest.Surely(name.Text, known) };
        Refuse(name, $"'{name.Text}' is not known to a rule", help, instead);
    }

    private void Member(int head, int at)
    {
        Token name = _text.Tokens[at];
        if (_text.Tokens[head].Text == "Math")
        {
            Function(name, at);
        }
        else if (_vocabulary.Find(_text.Tokens[head].Text) is { } root)
        {
            if (_vocabulary.Label is not null && string.Equals(name.Text, "Label", StringComparison.OrdinalIgnoreCase))
            {
                Label(name, at);
            }
            else if (root.Find(name.Text) is null)
            {
                NoMember(root, name);
            }
            else if (IsCalled(at))
            {
                Refuse(name, $"'{root.Name}.{name.Text}' is a value, not a function", "remove the parentheses");
            }
        }
    }

    private void NoMember(VocabularyRoot root, Token name)
    {
        string[] members = [.. root.Words.Select(word => word.Name), .. _vocabulary.Label is null ? Array.Empty<string>() : ["Label"]];
        string? nearest = Nearest.To(name.Text, members);
        string? elsewhere = _vocabulary.Roots.FirstOrDefault(other => other != root && other.Find(name.Text) is not null)?.Name;
        Refuse(name, $"'{root.Name}' has no '{name.Text}'",
            nearest is not null ? $"did you mean '{nearest}'?"
            : elsewhere is not null ? $"write {elsewhere}.{name.Text}"
            : members.Length == 0 ? root.Absence
            : $"it has {string.Join(", ", members)}", Nearest.Surely(name.Text, members));
    }

    private void Function(Token name, int at)
    {
        if (MathFunctions.ArgumentsOf(name.Text) is not { } counts)
        {
            Refuse(name, $"'Math.{name.Text}' may not be used in a rule",
                Nearest.Hint(name.Text, MathFunctions.Names, $"a rule may call {string.Join(", ", MathFunctions.Names)}"), Nearest.Surely(name.Text, MathFunctions.Names));
        }
        else if (!IsCalled(at))
        {
            Refuse(name, $"'Math.{name.Text}' is a function", $"write Math.{name.Text}(…)");
        }
        else
        {
            Arguments($"Math.{name.Text}", name, at, counts);
        }
    }

    private void Label(Token name, int at)
    {
        if (!IsCalled(at) || _text.ArgumentsOf(at + 1) != 1 || _text.Tokens[at + 2].Kind != TokenKind.Text || _text.Partners[at + 1] != at + 3)
        {
            Refuse(name, "'Label' takes the label's name as a text", "write alert.Label(\"NAME\")", kind: ExpressionProblems.Arguments);
        }
    }

    private void Method(int at)
    {
        Token name = _text.Tokens[at];
        if (_vocabulary.Label is null || !Vocabulary.TextMethods.Contains(name.Text, StringComparer.OrdinalIgnoreCase))
        {
            Refuse(name, $"'{name.Text}' may not be used in a rule", _vocabulary.Label is null
                ? "numbers have no members"
                : Nearest.Hint(name.Text, Vocabulary.TextMethods, $"a text has {string.Join(", ", Vocabulary.TextMethods)}"), kind: ExpressionProblems.Forbidden);
        }
        else if (!IsCalled(at))
        {
            Refuse(name, $"'{name.Text}' is a function", $"write {name.Text}(\"…\")");
        }
        else
        {
            Arguments(name.Text, name, at, [1]);
        }
    }

    private void Arguments(string function, Token name, int at, int[] counts)
    {
        int given = _text.ArgumentsOf(at + 1);
        if (!counts.Contains(given))
        {
            string takes = string.Join(" or ", counts) + (counts is [1] ? " argument" : " arguments");
            Refuse(name, $"'{function}' takes {takes}, here are {given}", kind: ExpressionProblems.Arguments);
        }
    }

    private void Refuse(Token token, string message, string? help = null, string? instead = null, DiagnosticKind? kind = null) =>
        _problems.Add(token.Problem(message, help, instead) with { Kind = kind ?? ExpressionProblems.UnknownName });
}
