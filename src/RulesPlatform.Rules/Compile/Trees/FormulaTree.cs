using System.Globalization;
using System.Linq.Expressions;
using NCalc;
using NCalc.Domain;
using RulesPlatform.Rules.Compile.Syntax;
using BinaryExpression = NCalc.Domain.BinaryExpression;
using Expression = System.Linq.Expressions.Expression;
using UnaryExpression = NCalc.Domain.UnaryExpression;
using Nearest = RulesPlatform.Rules.Text.Nearest;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>
/// The one place that knows NCalc: its parser gives a tree, and this makes ours of it. Only the nodes named here are admitted; a number
/// is the double that its text says, whatever NCalc would make of it.
/// </summary>
internal sealed class FormulaTree
{
    private static readonly Dictionary<BinaryExpressionType, (string[] Symbols, ExpressionType Tree)> s_operators = new()
    {
        [BinaryExpressionType.Plus] = (["+"], ExpressionType.Add), [BinaryExpressionType.Minus] = (["-"], ExpressionType.Subtract),
        [BinaryExpressionType.Times] = (["*"], ExpressionType.Multiply), [BinaryExpressionType.Div] = (["/"], ExpressionType.Divide),
        [BinaryExpressionType.Modulo] = (["%"], ExpressionType.Modulo), [BinaryExpressionType.Equal] = (["=", "=="], ExpressionType.Equal),
        [BinaryExpressionType.NotEqual] = (["!=", "<>"], ExpressionType.NotEqual), [BinaryExpressionType.Lesser] = (["<"], ExpressionType.LessThan),
        [BinaryExpressionType.LesserOrEqual] = (["<="], ExpressionType.LessThanOrEqual), [BinaryExpressionType.Greater] = ([">"], ExpressionType.GreaterThan),
        [BinaryExpressionType.GreaterOrEqual] = ([">="], ExpressionType.GreaterThanOrEqual),
        [BinaryExpressionType.And] = (["&&", "and"], ExpressionType.AndAlso), [BinaryExpressionType.Or] = (["||", "or"], ExpressionType.OrElse),
    };

    private readonly IReadOnlyList<string> _inputs;
    private readonly ParameterExpression _operands;
    private readonly TokenWalk _walk;

    private FormulaTree(CheckedText text, IReadOnlyList<string> inputs, ParameterExpression operands, List<CompileProblem> problems)
    {
        (_inputs, _operands) = (inputs, operands);
        _walk = new TokenWalk(text, problems);
    }

    /// <summary>The tree over <paramref name="operands"/>, a double[]; null where there is a problem.</summary>
    public static PlacedExpression? Read(CheckedText text, IReadOnlyList<string> inputs, ParameterExpression operands, List<CompileProblem> problems)
    {
        LogicalExpression parsed;
        try
        {
            parsed = NCalc.Expression.Compile(text.Text, true);
        }
        catch (EvaluationException refused)
        {
            problems.Add(text.Tokens[0].Problem($"the formula is not understood: {refused.Message}"));
            return null;
        }
        int before = problems.Count;
        var tree = new FormulaTree(text, inputs, operands, problems);
        PlacedExpression placed = tree.Place(parsed);
        tree._walk.End();
        if (problems.Count == before && placed.Type != typeof(double))
        {
            problems.Add(placed.Problem(ExpressionProblems.Types, "a formula must be a number, this is a condition", "wrap it: if(…, 1, 0)"));
        }
        return problems.Count == before ? placed : null;
    }

    private PlacedExpression Place(LogicalExpression node) => node switch
    {
        ValueExpression value => Value(value),
        Identifier input => Input(input),
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Binary(binary),
        TernaryExpression ternary => Ternary(ternary),
        Function function => Function(function),
        _ => Strange(),
    };

    private PlacedExpression Strange()
    {
        _walk.Lose();
        return StandIn(0, 0);
    }

    // A number, so that one mistake is reported once.
    private PlacedExpression StandIn(int first, int last) => _walk.Place(Expression.Constant(double.NaN), first, last);

    private PlacedExpression Value(ValueExpression value)
    {
        int at = _walk.Take(token => value.Type == NCalc.Domain.ValueType.Boolean ? token.Text is "true" or "false" : token.Kind == TokenKind.Number);
        Token token = _walk.Source.Tokens[at];
        object constant = token.Kind == TokenKind.Number ? double.Parse(token.Text, CultureInfo.InvariantCulture) : token.Text == "true";
        return _walk.Place(Expression.Constant(constant), at, at) with { IsConstant = true };
    }

    private PlacedExpression Input(Identifier input)
    {
        int at = _walk.Take(token => token.Text == input.Name);
        for (int index = 0; index < _inputs.Count; index++)
        {
            if (_inputs[index] == input.Name)
            {
                Expression element = Expression.ArrayIndex(_operands, Expression.Constant(index));
                return _walk.Place(element, at, at) with { Word = new VocabularyWord(input.Name, element, Level: index) };
            }
        }
        string otherwise = FormulaFunctions.ArgumentsOf(input.Name) is not null ? $"it is a function: {input.Name}(…)"
            : _inputs.Count == 0 ? "the signal declares no inputs" : $"the inputs are {string.Join(", ", _inputs)}";
        _walk.Refuse(ExpressionProblems.UnknownName, at, $"'{input.Name}' is not an input of this signal", Nearest.Hint(input.Name, [.. _inputs, "true", "false"], otherwise), Nearest.Surely(input.Name, [.. _inputs, "true", "false"]));
        return StandIn(at, at);
    }

    private PlacedExpression Unary(UnaryExpression node)
    {
        bool negates = node.Type == UnaryExpressionType.Negate;
        int sign = _walk.Take(token => negates ? token.Is("-") : node.Type == UnaryExpressionType.Not && token.Text is "!" or "not");
        PlacedExpression operand = negates ? Number(Place(node.Expression), "-") : Condition(Place(node.Expression), _walk.Source.Tokens[sign].Text);
        return Placed(negates ? Expression.Negate(operand.Tree) : Expression.Not(operand.Tree), sign, Last(operand), operand);
    }

    private PlacedExpression Binary(BinaryExpression node)
    {
        PlacedExpression left = Place(node.LeftExpression);
        if (!s_operators.TryGetValue(node.Type, out (string[] Symbols, ExpressionType Tree) operation))
        {
            return Strange();
        }
        int at = _walk.Take(token => token.Kind == TokenKind.Symbol && operation.Symbols.Contains(token.Text));
        PlacedExpression right = Place(node.RightExpression);
        string symbol = _walk.Source.Tokens[at].Text;
        if (operation.Tree is ExpressionType.AndAlso or ExpressionType.OrElse)
        {
            (left, right) = (Condition(left, symbol), Condition(right, symbol));
        }
        else if (operation.Tree is not (ExpressionType.Equal or ExpressionType.NotEqual) || left.Type != right.Type)
        {
            (left, right) = (Number(left, symbol), Number(right, symbol));
        }
        return Placed(Expression.MakeBinary(operation.Tree, left.Tree, right.Tree), First(left), Last(right), left, right);
    }

    private PlacedExpression Ternary(TernaryExpression node)
    {
        PlacedExpression test = Condition(Place(node.LeftExpression), "?");
        _walk.Take(token => token.Is("?"));
        PlacedExpression yes = Place(node.MiddleExpression);
        _walk.Take(token => token.Is(":"));
        PlacedExpression no = Place(node.RightExpression);
        return Choice(test, yes, no, First(test), Last(no));
    }

    private PlacedExpression Choice(PlacedExpression test, PlacedExpression yes, PlacedExpression no, int first, int last)
    {
        if (yes.Type != no.Type)
        {
            _walk.Refuse(ExpressionProblems.Types, no, "one outcome is a number, the other a condition", "make both numbers: if(…, 1, 0)");
            return StandIn(first, last);
        }
        return Placed(Expression.Condition(test.Tree, yes.Tree, no.Tree), first, last, test, yes, no);
    }

    private PlacedExpression Function(Function function)
    {
        int name = _walk.Take(token => token.Text == function.Identifier.Name);
        PlacedExpression[] arguments = [.. function.Expressions.Select(Place)];
        Token token = _walk.Source.Tokens[name];
        if (_walk.Lost)
        {
            return StandIn(name, name);
        }
        int last = _walk.Source.Partners[name + 1];
        if (FormulaFunctions.ArgumentsOf(token.Text) is not { } counts)
        {
            _walk.Refuse(ExpressionProblems.UnknownName, name, $"'{token.Text}' is not a function", Nearest.Hint(token.Text, FormulaFunctions.Names, $"the functions are {string.Join(", ", FormulaFunctions.Names)}"), Nearest.Surely(token.Text, FormulaFunctions.Names));
            return StandIn(name, last);
        }
        if (arguments.Length < counts.Least || arguments.Length > counts.Most)
        {
            string takes = counts.Least == counts.Most ? $"{counts.Least}" : $"{counts.Least} to {counts.Most}";
            _walk.Refuse(ExpressionProblems.Arguments, name, $"'{token.Text}' takes {takes} argument{(takes == "1" ? "" : "s")}, here are {arguments.Length}");
            return StandIn(name, last);
        }
        return token.Text.ToLowerInvariant() switch
        {
            "if" => Choice(Condition(arguments[0], "if"), arguments[1], arguments[2], name, last),
            "in" => Among(arguments, name, last),
            string other => Computed(other, token.Text, arguments, name, last),
        };
    }

    private PlacedExpression Among(PlacedExpression[] arguments, int first, int last)
    {
        PlacedExpression[] numbers = [.. arguments.Select(one => Number(one, "in"))];
        Expression any = numbers.Skip(1).Select(one => (Expression)Expression.Equal(numbers[0].Tree, one.Tree)).Aggregate(Expression.OrElse);
        return Placed(any, first, last, numbers);
    }

    private PlacedExpression Computed(string function, string name, PlacedExpression[] arguments, int first, int last)
    {
        PlacedExpression[] numbers = [.. arguments.Select(one => Number(one, name))];
        if (function == "round" && numbers.Length == 2 && Constant(numbers[1]) is { } digits && double.IsNaN(FormulaFunctions.Round(0, digits)))
        {
            return _walk.Refuse(ExpressionProblems.Arguments, numbers[1], $"'{name}' takes 0 to 15 digits, a whole number");
        }
        if (function == "clamp" && Constant(numbers[1]) is { } low && Constant(numbers[2]) is { } high && low > high)
        {
            return _walk.Refuse(ExpressionProblems.Arguments, numbers[1], $"the lower bound {numbers[1].Text} is above the upper bound {numbers[2].Text}", "write clamp(x, lowest, highest)");
        }
        return Placed(FormulaFunctions.Call(function, [.. numbers.Select(one => one.Tree)]), first, last, numbers);
    }

    private static double? Constant(PlacedExpression part) => part.Tree is ConstantExpression { Value: double value } ? value : null;

    private PlacedExpression Number(PlacedExpression part, string taker)
    {
        if (part.Type == typeof(double))
        {
            return part;
        }
        _walk.Refuse(ExpressionProblems.Types, part, $"'{taker}' needs a number, '{part.Text}' is a condition", "wrap it: if(…, 1, 0)");
        return part with { Tree = Expression.Constant(double.NaN) };
    }

    private PlacedExpression Condition(PlacedExpression part, string taker)
    {
        if (part.Type == typeof(bool))
        {
            return part;
        }
        _walk.Refuse(ExpressionProblems.Types, part, $"'{taker}' needs a condition, '{part.Text}' is a number", $"compare it: {part.Text} > 0");
        return part with { Tree = Expression.Constant(true) };
    }

    private PlacedExpression Placed(Expression tree, int first, int last, params PlacedExpression[] parts) => _walk.Place(tree, first, last, parts);

    private int First(PlacedExpression part) => _walk.Source.Wrapped(part.First, part.Last).First;

    private int Last(PlacedExpression part) => _walk.Source.Wrapped(part.First, part.Last).Last;
}
