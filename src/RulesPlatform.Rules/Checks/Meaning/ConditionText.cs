using System.Globalization;
using RulesPlatform.Rules.Checks.Expressions;
using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using CanonicalForm = RulesPlatform.Rules.Text.CanonicalForm;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A rule's condition without what does not count: white space, case, the names of nested rules, how numbers are written, what levels are called.</summary>
internal static class ConditionText
{
    public static string Of(WrittenRule rule, LevelTable levels)
    {
        IReadOnlyList<ParameterDraft> globals = rule.File.Draft!.GlobalParams?.Value ?? [];
        string clear = rule.Properties.Clear is { } text ? Of(text, rule, levels) : "";
        return $"{Of(globals, rule, levels)} {Of(rule.Draft, rule, levels)} clear {clear}";
    }

    private static string Of(IConditionDraft condition, WrittenRule rule, LevelTable levels)
    {
        string own = condition.Expression is { } expression
            ? Of(expression, rule, levels)
            : $"({string.Join(condition.Operator!.Value is "Or" or "OrElse" ? " || " : " && ", condition.Nested.Select(nested => Of(nested, rule, levels)))})";
        return $"{Of(condition.LocalParams, rule, levels)}{own}";
    }

    private static string Of(IReadOnlyList<ParameterDraft> parameters, WrittenRule rule, LevelTable levels) =>
        string.Concat(parameters.Select(parameter => $"{parameter.Name.Value.ToLowerInvariant()} := {Of(parameter.Expression, rule, levels)}; "));

    private static string Of(Located<string> text, WrittenRule rule, LevelTable levels)
    {
        IReadOnlyList<Token> tokens = ExpressionTexts.Tokens(text.Value, Dialect.Condition);
        var words = new List<string>(tokens.Count);
        for (int at = 0; at < tokens.Count; at++)
        {
            bool isLevel = at + 2 < tokens.Count && tokens[at].Kind == TokenKind.Name && tokens[at + 1].Is(".") && string.Equals(tokens[at].Text, "threshold", StringComparison.OrdinalIgnoreCase);
            words.Add(isLevel ? Level(tokens[at + 2].Text, rule, levels) : Word(tokens[at]));
            at += isLevel ? 2 : 0;
        }
        return string.Join(' ', words);
    }

    private static string Level(string name, WrittenRule rule, LevelTable levels) => levels.FixedValue(rule, name) is { } value
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : $"threshold.{name.ToLowerInvariant()}@{CanonicalForm.Hash(levels.Of(rule)?.Node)}";

    private static string Word(Token token) => token.Kind switch
    {
        TokenKind.Number when token.IsInteger => token.Text,
        TokenKind.Number => double.Parse(token.Text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        TokenKind.Name => token.Text.ToLowerInvariant(),
        _ => token.Text,
    };
}
