using System.Linq.Expressions;
using RulesPlatform.Rules.Compile.Syntax;
using DiagnosticKind = RulesPlatform.Rules.Text.DiagnosticKind;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>
/// Steps through the tokens in the order in which a parser's tree is walked from left to right, which gives every node its place.
/// It doubles as a check: a tree that does not step with the guard's tokens was read differently by the engine, and is refused.
/// </summary>
internal sealed class TokenWalk(CheckedText source, List<CompileProblem> problems)
{
    private readonly int _before = problems.Count;
    private int _next;

    public CheckedText Source { get; } = source;

    /// <summary>Whether nothing was refused yet: some findings only repeat one that is there.</summary>
    public bool Clean => problems.Count == _before;

    /// <summary>Set once tree and tokens have parted; everything after it is a stand-in.</summary>
    public bool Lost { get; private set; }

    /// <summary>The next token that carries meaning, without taking it; −1 at the end.</summary>
    public int Peek()
    {
        while (_next < Source.Tokens.Count && Source.Roles[_next] is
            TokenRole.OpenGroup or TokenRole.CloseGroup or TokenRole.OpenCall or TokenRole.CloseCall or TokenRole.Comma or TokenRole.Dot)
        {
            _next++;
        }
        return _next < Source.Tokens.Count ? _next : -1;
    }

    /// <summary>Takes the next token, which must satisfy <paramref name="expected"/>; its index.</summary>
    public int Take(Func<Token, bool> expected)
    {
        int at = Peek();
        if (Lost || at < 0 || !expected(Source.Tokens[at]))
        {
            Lose();
            return Math.Clamp(at, 0, Source.Tokens.Count - 1);
        }
        _next = at + 1;
        return at;
    }

    /// <summary>Says that nothing may be left.</summary>
    public void End()
    {
        if (!Lost && Peek() >= 0)
        {
            Lose();
        }
    }

    public PlacedExpression Place(Expression tree, int first, int last, params PlacedExpression[] parts) => new(tree, Source, first, last, parts);

    /// <summary>Refuses a node and stands in for it, so that the rest is still checked.</summary>
    public PlacedExpression Refuse(DiagnosticKind kind, PlacedExpression place, string message, string? help = null)
    {
        if (!Lost)
        {
            problems.Add(place.Problem(kind, message, help));
        }
        return place;
    }

    public void Refuse(DiagnosticKind kind, int token, string message, string? help = null, string? instead = null)
    {
        if (!Lost)
        {
            problems.Add(Source.Tokens[token].Problem(message, help, instead) with { Kind = kind });
        }
    }

    public void Lose()
    {
        if (!Lost)
        {
            Token token = Source.Tokens[Math.Clamp(_next, 0, Source.Tokens.Count - 1)];
            problems.Add(token.Problem($"'{token.Text}' is not read as it is written", "put parentheses around each part"));
            Lost = true;
        }
    }
}
