using System.Globalization;
using RulesPlatform.Rules.Checks.Expressions;
using RulesPlatform.Rules.Compile.Syntax;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A condition that is one comparison of the signal's value with a number that is the same for every row.</summary>
/// <param name="IsAbove">Whether it holds beyond the bound, or below it.</param>
/// <param name="IsInclusive">Whether it holds at the bound.</param>
internal readonly record struct ValueLimit(bool IsAbove, bool IsInclusive, double Bound)
{
    /// <summary>How hard it is to meet; of two in one direction the greater holds only where the other does.</summary>
    public (double, int) Strictness => (IsAbove ? Bound : -Bound, IsInclusive ? 0 : 1);

    /// <summary>Null for any other condition.</summary>
    public static ValueLimit? Of(WrittenRule rule, LevelTable levels)
    {
        if (rule.Draft.Expression is not { } expression)
        {
            return null;
        }
        List<Token> tokens = [.. ExpressionTexts.Tokens(expression.Value, Dialect.Condition)];
        int at = tokens.FindIndex(token => token.Kind == TokenKind.Symbol && token.Text is "<" or "<=" or ">" or ">=");
        if (at < 0)
        {
            return null;
        }
        (Token[] left, Token[] right) = ([.. tokens.Take(at)], [.. tokens.Skip(at + 1)]);
        bool isInclusive = tokens[at].Text.Length == 2;
        bool isGreater = tokens[at].Text[0] == '>';
        if (IsValue(left) && NumberOf(right, rule, levels) is { } bound)
        {
            return new ValueLimit(isGreater, isInclusive, bound);
        }
        return IsValue(right) && NumberOf(left, rule, levels) is { } turned ? new ValueLimit(!isGreater, isInclusive, turned) : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsAbove ? "above" : "below")} {Bound}{(IsInclusive ? " or at it" : "")}");

    private static bool IsValue(Token[] side) => side is [{ Kind: TokenKind.Name } root, _, { Kind: TokenKind.Name } member]
        && Is(root, "signal") && side[1].Is(".") && Is(member, "Value");

    private static double? NumberOf(Token[] side, WrittenRule rule, LevelTable levels) => side switch
    {
        [{ Kind: TokenKind.Number } number] => Number(number),
        [var sign, { Kind: TokenKind.Number } number] when sign.Is("-") => -Number(number),
        [{ Kind: TokenKind.Name } root, _, { Kind: TokenKind.Name } level] when side[1].Is(".") && Is(root, "threshold") => levels.FixedValue(rule, level.Text),
        _ => null,
    };

    private static double Number(Token token) => double.Parse(token.Text, CultureInfo.InvariantCulture);

    private static bool Is(Token token, string name) => string.Equals(token.Text, name, StringComparison.OrdinalIgnoreCase);
}
