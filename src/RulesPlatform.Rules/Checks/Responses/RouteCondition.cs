using System.Security.Cryptography;
using System.Text;
using RulesPlatform.Rules.Checks.Expressions;
using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>When a response rule matches, as conditions that must all hold; parameters count by their value, and severities are kept apart.</summary>
/// <param name="All">As texts that are equal where the conditions are.</param>
/// <param name="Severities">A bit for each of info, warning, critical that it lets through.</param>
internal sealed record RouteCondition(IReadOnlySet<string> All, int Severities)
{
    private const int EverySeverity = 7;

    private static readonly string[] s_severities = ["info", "warning", "critical"];

    /// <summary>Whether each alert that matches the other matches this.</summary>
    public bool Covers(RouteCondition other) => (other.Severities & ~Severities) == 0 && All.IsSubsetOf(other.All);

    public static RouteCondition Of(WrittenRoute route)
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (ParameterDraft parameter in (route.File.Draft!.GlobalParams?.Value ?? []).Concat(route.Draft.LocalParams))
        {
            // As a hash: parameters that read each other twice would double with every one of them.
            known[parameter.Name.Value] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Text(Tokens(parameter.Expression), known))));
        }
        var all = new HashSet<string>(StringComparer.Ordinal);
        int severities = EverySeverity;
        foreach (IReadOnlyList<Token> part in PartsOf(route.Draft))
        {
            if (SeveritiesOf(part) is { } mask)
            {
                severities &= mask;
            }
            else if (part is not [{ Kind: TokenKind.Name, Text: "true" }])
            {
                all.Add(Text(part, known));
            }
        }
        if (route.Draft.Expression is null && PartsOf(route.Draft).Count == 0)
        {
            // Joined by Or, or nested rules with parameters of their own: equal to itself alone.
            all.Add($"{route.File.Name}/{route.Draft.Name.Value}");
        }
        return new RouteCondition(all, severities);
    }

    /// <summary>What must all hold; empty where that cannot be told.</summary>
    private static List<IReadOnlyList<Token>> PartsOf(IConditionDraft condition)
    {
        if (condition.Expression is { } expression)
        {
            IReadOnlyList<Token> tokens = Unwrapped(Tokens(expression));
            bool isOneOf = tokens.Any(token => token.Is("?")) || Split(tokens, "||").Count > 1;
            return isOneOf ? [tokens] : [.. Split(tokens, "&&").Select(Unwrapped)];
        }
        bool isPlain = condition.Operator!.Value is "And" or "AndAlso" && condition.Nested.All(nested => nested.LocalParams.Count == 0);
        List<IReadOnlyList<Token>>[] nested = isPlain ? [.. condition.Nested.Select(PartsOf)] : [];
        return nested.Any(parts => parts.Count == 0) ? [] : [.. nested.SelectMany(parts => parts)];
    }

    /// <summary>The severities of <c>alert.Severity == "x" || …</c>; null for anything else.</summary>
    private static int? SeveritiesOf(IReadOnlyList<Token> tokens)
    {
        int mask = 0;
        foreach (IReadOnlyList<Token> one in Split(tokens, "||").Select(Unwrapped))
        {
            if (one is not [var root, _, var member, var compared, { Kind: TokenKind.Text } text]
                || !Is(root, "alert") || !Is(member, "Severity") || !(compared.Is("==") || compared.Is("!=")))
            {
                return null;
            }
            int own = Array.IndexOf(s_severities, text.Text[1..^1]) is >= 0 and var severity ? 1 << severity : 0;
            mask |= compared.Is("==") ? own : EverySeverity & ~own;
        }
        return mask;
    }

    private static List<IReadOnlyList<Token>> Split(IReadOnlyList<Token> tokens, string symbol)
    {
        var parts = new List<IReadOnlyList<Token>>();
        (int start, int depth) = (0, 0);
        for (int at = 0; at < tokens.Count; at++)
        {
            depth += tokens[at].Is("(") ? 1 : tokens[at].Is(")") ? -1 : 0;
            if (depth == 0 && tokens[at].Is(symbol))
            {
                parts.Add([.. tokens.Skip(start).Take(at - start)]);
                start = at + 1;
            }
        }
        parts.Add([.. tokens.Skip(start)]);
        return parts;
    }

    /// <summary>Without the brackets around all of it.</summary>
    private static IReadOnlyList<Token> Unwrapped(IReadOnlyList<Token> tokens)
    {
        while (tokens.Count > 2 && tokens[0].Is("(") && tokens[^1].Is(")") && ClosesLast(tokens))
        {
            tokens = [.. tokens.Skip(1).SkipLast(1)];
        }
        return tokens;
    }

    private static bool ClosesLast(IReadOnlyList<Token> tokens)
    {
        int depth = 0;
        for (int at = 0; at < tokens.Count - 1; at++)
        {
            depth += tokens[at].Is("(") ? 1 : tokens[at].Is(")") ? -1 : 0;
            if (depth == 0)
            {
                return false;
            }
        }
        return true;
    }

    private static IReadOnlyList<Token> Tokens(Located<string> text) => ExpressionTexts.Tokens(text.Value, Dialect.Alert);

    private static string Text(IReadOnlyList<Token> tokens, Dictionary<string, string> parameters) => string.Join(' ', tokens.Select((token, at) =>
        token.Kind != TokenKind.Name ? token.Text
        : (at == 0 || !tokens[at - 1].Is(".")) && parameters.TryGetValue(token.Text, out string? value) ? value
        : token.Text.ToLowerInvariant()));

    private static bool Is(Token token, string name) => token.Kind == TokenKind.Name && string.Equals(token.Text, name, StringComparison.OrdinalIgnoreCase);
}
