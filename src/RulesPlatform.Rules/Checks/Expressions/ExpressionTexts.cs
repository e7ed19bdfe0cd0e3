using System.Runtime.CompilerServices;
using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>The expressions of a rule, wherever in it they stand.</summary>
internal static class ExpressionTexts
{
    private static readonly ConditionalWeakTable<Dialect, ConditionalWeakTable<string, Token[]>> s_tokens = [];

    /// <summary>The rule's own, those of its LocalParams and of the rules nested in it.</summary>
    public static IEnumerable<Located<string>> Of(IConditionDraft rule) =>
    [
        .. rule.Expression is { } expression ? [expression] : Array.Empty<Located<string>>(),
        .. rule.LocalParams.Select(parameter => parameter.Expression),
        .. rule.Nested.SelectMany(Of),
    ];

    /// <summary>
    /// Of an expression that compiles; empty for any other. Cut once for all checks, and for every check of a file that has not changed: the text of
    /// a draft is one object for as long as its file stands.
    /// </summary>
    public static IReadOnlyList<Token> Tokens(string expression, Dialect dialect) =>
        s_tokens.GetOrCreateValue(dialect).GetValue(expression, text => [.. TokenScan.Read(text, dialect, out _) ?? []]);

    /// <summary>The names at the head of a path, <c>signal</c> of <c>signal.Value</c> say, each with the member after its dot or null.</summary>
    public static IEnumerable<(string Head, string? Member, int Offset, int Length)> Names(string expression)
    {
        // Of responses too, which have texts; what thresholds may hold is all in it.
        IReadOnlyList<Token> tokens = Tokens(expression, Dialect.Alert);
        for (int at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Kind == TokenKind.Name && (at == 0 || !tokens[at - 1].Is(".")))
            {
                bool hasMember = at + 2 < tokens.Count && tokens[at + 1].Is(".");
                int end = tokens[hasMember ? at + 2 : at].End;
                yield return (tokens[at].Text, hasMember ? tokens[at + 2].Text : null, tokens[at].Offset, end - tokens[at].Offset);
            }
        }
    }
}
