using System.Globalization;
using System.Text;
using RulesPlatform.Rules.Compile.Syntax;

namespace RulesPlatform.Rules.Compile;

/// <summary>
/// A rule with its numbers taken out: the stock engine is handed them as parameters of the type that it gives such a literal, so that rules
/// which differ in nothing but their numbers are one rule to it.
/// </summary>
/// <param name="Source">The rule with a name in the place of each number.</param>
/// <param name="Numbers">Each an int or a double, in the order of their names.</param>
internal sealed record StockShape(ConditionSource Source, IReadOnlyList<object> Numbers)
{
    private const string Prefix = "number_";

    // A longer list is rather a rule of its own; every parameter costs at each question.
    private const int MostNumbers = 12;

    public static string NameOf(int number) => Prefix + number.ToString(CultureInfo.InvariantCulture);

    public static StockShape Of(ConditionSource source)
    {
        var numbers = new List<object>();
        return Lift(source, numbers) is { } lifted && numbers.Count <= MostNumbers ? new StockShape(lifted, numbers) : new StockShape(source, []);
    }

    /// <summary>Null where the names of numbers could be taken for the author's.</summary>
    private static ConditionSource? Lift(ConditionSource source, List<object> numbers)
    {
        var parameters = new List<ScopedParameter>();
        foreach (ScopedParameter parameter in source.Parameters)
        {
            if (Lift(parameter.Expression, numbers) is not { } expression || IsOurs(parameter.Name))
            {
                return null;
            }
            parameters.Add(parameter with { Expression = expression });
        }
        string? lifted = source.Expression is null ? null : Lift(source.Expression, numbers);
        ConditionSource?[] nested = [.. source.Nested.Select(rule => Lift(rule, numbers))];
        return (lifted is null && source.Expression is not null) || nested.Contains(null)
            ? null
            : source with { Expression = lifted, Parameters = parameters, Nested = nested! };
    }

    private static string? Lift(string expression, List<object> numbers)
    {
        if (TokenScan.Read(expression, Dialect.Condition, out _) is not { } tokens || tokens.Any(token => IsOurs(token.Text)))
        {
            return null;
        }
        var lifted = new StringBuilder();
        int end = 0;
        foreach (Token token in tokens)
        {
            lifted.Append(end < token.Offset ? " " : "");
            end = token.End;
            if (NumberOf(token) is not { } number)
            {
                lifted.Append(token.Text);
                continue;
            }
            lifted.Append(NameOf(numbers.Count));
            numbers.Add(number);
        }
        return lifted.ToString();
    }

    /// <summary>Null where the token is none, or a whole number beyond int: what type the engine gives that depends on what stands around it.</summary>
    private static object? NumberOf(Token token) =>
        token.Kind != TokenKind.Number ? null
        : !token.IsInteger ? double.Parse(token.Text, CultureInfo.InvariantCulture)
        : int.TryParse(token.Text, CultureInfo.InvariantCulture, out int whole) ? whole
        : null;

    private static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
}
