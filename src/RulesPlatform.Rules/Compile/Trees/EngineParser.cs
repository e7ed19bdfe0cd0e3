using System.Globalization;
using System.Linq.Dynamic.Core;
using System.Linq.Dynamic.Core.Exceptions;
using System.Linq.Dynamic.Core.Parser;
using System.Linq.Expressions;
using System.Text;
using System.Text.RegularExpressions;
using RulesEngine.Models;
using RulesPlatform.Rules.Compile.Syntax;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>The parser that RulesEngine has, set up as it sets it up, and its complaints in an author's words. Takes only what <see cref="SyntaxCheck"/> and <see cref="NameCheck"/> let through.</summary>
internal static partial class EngineParser
{
    // As RuleExpressionParser sets its parser up, but for the types: it looks through all that the process has loaded, for every expression.
    private static readonly ParsingConfig s_config = new()
    {
        CustomTypeProvider = new NamedTypes(typeof(AlertWords)),
        IsCaseSensitive = Settings([]).IsExpressionCaseSensitive,
    };

    /// <summary>What both our parse and the stock engine's run are set to; everything not named here is the engine's default.</summary>
    public static ReSettings Settings(Type[] types) => new() { AutoRegisterInputType = false, CustomTypes = types };

    /// <summary>
    /// The engine's tree. It resolves every operator by reflection, up to half a millisecond an expression; texts that differ in nothing
    /// but their numbers therefore share one tree, whose numeric constants are to be read from the text instead.
    /// </summary>
    /// <param name="result">The type that the expression must have, or null for any.</param>
    public static Expression? Parse(CheckedText text, Vocabulary vocabulary, IReadOnlyList<ScopedVariable> scope, Type? result, out CompileProblem? problem)
    {
        problem = null;
        string shape = Shape(text, scope, result);
        if (vocabulary.Parsed.TryGet(shape, out Expression? known))
        {
            return known;
        }
        try
        {
            ParameterExpression[] names = [.. vocabulary.Roots.Select(root => root.Engine), .. scope.Select(one => one.Engine)];
            Expression parsed = new ExpressionParser(names, text.Text, [], s_config).Parse(result);
            return vocabulary.Parsed.GetOrAdd(shape, _ => parsed);
        }
        catch (ParseException refused)
        {
            problem = InWords(text, refused.Position, refused.Message);
        }
        catch (InvalidOperationException refused)
        {
            // The expression tree's own checks have no position.
            problem = Whole(text, InWords(text, 0, refused.Message));
        }
        return null;
    }

    /// <summary>Two texts with one shape are one tree to the engine: a number counts only by the type that the engine gives it.</summary>
    private static string Shape(CheckedText text, IReadOnlyList<ScopedVariable> scope, Type? result)
    {
        var shape = new StringBuilder(result?.Name);
        foreach (ScopedVariable variable in scope)
        {
            shape.Append(' ').Append(variable.Name).Append(':').Append(variable.Engine.Type.Name);
        }
        shape.Append('|');
        foreach (Token token in text.Tokens)
        {
            bool isInt = token.IsInteger && int.TryParse(token.Text, CultureInfo.InvariantCulture, out _);
            shape.Append(' ').Append(isInt ? "1" : token.Kind == TokenKind.Number && !token.IsInteger ? "1.0" : token.Text);
        }
        return shape.ToString();
    }

    private static CompileProblem InWords(CheckedText text, int position, string message)
    {
        Token at = text.At(position) ?? text.Tokens[^1];
        if (message.StartsWith("Expression of type", StringComparison.Ordinal))
        {
            return Whole(text, at.Problem("the expression is a value; a rule needs a condition", "compare it, for example … > threshold.warning") with { Kind = ExpressionProblems.Types });
        }
        if (Operands().Match(message) is { Success: true } two)
        {
            return at.Problem($"'{two.Groups["op"]}' cannot stand between {Kind(two.Groups["left"].Value)} and {Kind(two.Groups["right"].Value)}") with { Kind = ExpressionProblems.Types };
        }
        if (Operand().Match(message) is { Success: true } one)
        {
            return at.Problem($"'{one.Groups["op"]}' cannot stand before {Kind(one.Groups["type"].Value)}") with { Kind = ExpressionProblems.Types };
        }
        if (TreeOperands().Match(message) is { Success: true } tree)
        {
            return at.Problem($"{Kind(tree.Groups["left"].Value)} cannot be compared with {Kind(tree.Groups["right"].Value)}") with { Kind = ExpressionProblems.Types };
        }
        if (Method().Match(message) is { Success: true } method)
        {
            return method.Groups["why"].Value == "Ambiguous"
                ? at.Problem($"'{at.Text}' of a whole number is ambiguous to the engine", "write the number with a point: 5.0") with { Kind = ExpressionProblems.WholeNumbers }
                : at.Problem($"'{at.Text}' does not take these arguments", at.Text == "Round" ? "its digits are a whole number from 0 to 15" : "its arguments are numbers") with { Kind = ExpressionProblems.Arguments };
        }
        return at.Problem(message);
    }

    private static CompileProblem Whole(CheckedText text, CompileProblem problem) =>
        problem with { Offset = text.Tokens[0].Offset, Length = text.Tokens[^1].End - text.Tokens[0].Offset };

    private static string Kind(string type) => type switch
    {
        "Boolean" or "System.Boolean" => "a condition",
        "String" or "System.String" => "a text",
        _ => "a number",
    };

    [GeneratedRegex("^Operator '(?<op>[^']+)' incompatible with operand types '(?<left>\\w+)\\??' and '(?<right>\\w+)\\??'")]
    private static partial Regex Operands();

    [GeneratedRegex("^Operator '(?<op>[^']+)' incompatible with operand type '(?<type>\\w+)\\??'")]
    private static partial Regex Operand();

    [GeneratedRegex("^The binary operator \\w+ is not defined for the types '(?<left>[\\w.]+)' and '(?<right>[\\w.]+)'")]
    private static partial Regex TreeOperands();

    [GeneratedRegex("^(?<why>Ambiguous|No applicable)\\b.*\\bmethod '(?<name>\\w+)'")]
    private static partial Regex Method();
}
