using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using RulesPlatform.Rules.Compile.Syntax;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>
/// Turns the engine's expression tree into ours: only the nodes named here exist afterwards, every number is a double, every member
/// is one of the subject's own. Where the engine would compute in whole numbers with another result than in double, the rule is refused.
/// </summary>
internal sealed class ConditionTree
{
    private static readonly Dictionary<ExpressionType, string> s_operators = new()
    {
        [ExpressionType.Add] = "+", [ExpressionType.Subtract] = "-", [ExpressionType.Multiply] = "*", [ExpressionType.Divide] = "/",
        [ExpressionType.Modulo] = "%", [ExpressionType.Equal] = "==", [ExpressionType.NotEqual] = "!=", [ExpressionType.LessThan] = "<",
        [ExpressionType.LessThanOrEqual] = "<=", [ExpressionType.GreaterThan] = ">", [ExpressionType.GreaterThanOrEqual] = ">=",
        [ExpressionType.AndAlso] = "&&", [ExpressionType.OrElse] = "||",
    };

    private readonly Vocabulary _vocabulary;
    private readonly IReadOnlyList<ScopedVariable> _scope;
    private readonly TokenWalk _walk;

    private ConditionTree(CheckedText text, Vocabulary vocabulary, IReadOnlyList<ScopedVariable> scope, List<CompileProblem> problems)
    {
        (_vocabulary, _scope) = (vocabulary, scope);
        _walk = new TokenWalk(text, problems);
    }

    /// <summary>All checks of one expression, in the order guard, names, engine, tree. Null where there is a problem.</summary>
    /// <param name="result">typeof(bool) for a condition, null for a parameter.</param>
    /// <param name="engineType">The type that the stock engine gives it.</param>
    public static PlacedExpression? Read(
        string expression, Vocabulary vocabulary, IReadOnlyList<ScopedVariable> scope, Type? result, List<CompileProblem> problems, out Type engineType)
    {
        engineType = typeof(object);
        if (SyntaxCheck.Check(expression, vocabulary.Dialect, out CompileProblem? problem) is not { } text)
        {
            problems.Add(problem!);
            return null;
        }
        if (!NameCheck.Check(text, vocabulary, [.. scope.Select(one => one.Name)], problems))
        {
            return null;
        }
        if (EngineParser.Parse(text, vocabulary, scope, result, out problem) is not { } parsed)
        {
            problems.Add(problem!);
            return null;
        }
        int before = problems.Count;
        var tree = new ConditionTree(text, vocabulary, scope, problems);
        PlacedExpression placed = tree.Place(parsed);
        tree._walk.End();
        engineType = parsed.Type;
        return problems.Count == before ? placed : null;
    }

    private PlacedExpression Place(Expression node) => node switch
    {
        ConstantExpression constant => Constant(constant),
        ParameterExpression parameter => Parameter(parameter),
        MemberExpression member => Member(member),
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } converted => Converted(converted),
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Binary(binary),
        ConditionalExpression conditional => Conditional(conditional),
        MethodCallExpression call => Call(call),
        _ => Strange(),
    };

    private PlacedExpression Strange()
    {
        _walk.Lose();
        return _walk.Place(Expression.Constant(0.0), 0, 0);
    }

    private PlacedExpression Constant(ConstantExpression constant)
    {
        // The engine folds a minus before a literal into it.
        int first = _walk.Take(token => token.Is("-") || token.Kind != TokenKind.Symbol);
        int last = _walk.Source.Tokens[first].Is("-") ? _walk.Take(token => token.Kind == TokenKind.Number) : first;
        PlacedExpression Placed(object value) => _walk.Place(Expression.Constant(value), first, last) with { IsConstant = true };
        string digits = _walk.Source.Between(first, last).Replace(" ", "", StringComparison.Ordinal);
        return constant.Value switch
        {
            // The engine reads −0 as a whole number, which has no sign, before it makes a double of it.
            double when double.TryParse(digits, CultureInfo.InvariantCulture, out double value) =>
                Placed(_walk.Source.Tokens[last].IsInteger ? value + 0.0 : value),
            int when int.TryParse(digits, CultureInfo.InvariantCulture, out int value) => Placed((double)value) with { WholeBound = Math.Abs((double)value) },
            bool value => Placed(value),
            string value => Placed(value),
            uint or long or ulong => Wide(Placed(0.0)),
            _ => Strange(),
        };
    }

    /// <summary>A literal that the engine types wider than int; the small ones beside a large one follow its type and are not to blame.</summary>
    private PlacedExpression Wide(PlacedExpression literal)
    {
        string digits = literal.Source.Tokens[literal.Last].Text;
        return !long.TryParse(digits, CultureInfo.InvariantCulture, out long value) || value > int.MaxValue
            ? _walk.Refuse(ExpressionProblems.WholeNumbers, literal, $"{literal.Text} is too large to compute with as a whole number", $"write {literal.Text}.0")
            : literal;
    }

    private PlacedExpression Mixed(PlacedExpression place) => _walk.Clean
        ? _walk.Refuse(ExpressionProblems.WholeNumbers, place, "this mixes kinds of numbers that the engine treats differently", "write whole numbers with a point: 5.0")
        : place;

    private PlacedExpression Parameter(ParameterExpression parameter)
    {
        int at = _walk.Take(token => string.Equals(token.Text, parameter.Name, StringComparison.OrdinalIgnoreCase));
        return _scope.FirstOrDefault(one => string.Equals(one.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)) is { } variable
            ? _walk.Place(variable.Variable, at, at, variable.Definition) with { WholeBound = variable.Definition.WholeBound }
            : Strange();
    }

    private PlacedExpression Member(MemberExpression member)
    {
        VocabularyRoot? root = _vocabulary.Roots.FirstOrDefault(one => one.Engine == member.Expression);
        if (root?.Find(member.Member.Name) is not { } word)
        {
            return Strange();
        }
        int first = _walk.Take(token => string.Equals(token.Text, root.Name, StringComparison.OrdinalIgnoreCase));
        int last = _walk.Take(token => string.Equals(token.Text, word.Name, StringComparison.OrdinalIgnoreCase));
        return _walk.Place(word.Value, first, last) with { Word = word };
    }

    private PlacedExpression Converted(UnaryExpression node)
    {
        PlacedExpression operand = Place(node.Operand);
        return node.Operand.Type == typeof(int) && node.Type == typeof(double)
            ? operand with { WholeBound = null }
            : Mixed(operand);
    }

    private PlacedExpression Unary(UnaryExpression node)
    {
        string symbol = node.NodeType switch { ExpressionType.Not => "!", ExpressionType.Negate => "-", _ => "" };
        int sign = _walk.Take(token => token.Is(symbol));
        PlacedExpression operand = Place(node.Operand);
        if (operand.Type != (symbol == "!" ? typeof(bool) : typeof(double)))
        {
            return Strange();
        }
        // A whole zero has no sign: 0 − 0 is +0, where −0 would be the double −0.
        Expression tree = symbol == "!" ? Expression.Not(operand.Tree)
            : operand.WholeBound is null ? Expression.Negate(operand.Tree)
            : Expression.Subtract(Expression.Constant(0.0), operand.Tree);
        return Whole(Placed(tree, sign, Last(operand), operand), operand.WholeBound);
    }

    private PlacedExpression Binary(BinaryExpression node)
    {
        bool comparesTexts = node.Left is MethodCallExpression { Method.Name: nameof(string.Compare) } compared && compared.Method.DeclaringType == typeof(string);
        (Expression leftNode, Expression rightNode) = comparesTexts
            ? (((MethodCallExpression)node.Left).Arguments[0], ((MethodCallExpression)node.Left).Arguments[1])
            : (node.Left, node.Right);
        PlacedExpression left = Place(leftNode);
        int at = _walk.Take(token => token.Kind == TokenKind.Symbol && s_operators.GetValueOrDefault(node.NodeType) == token.Text);
        PlacedExpression right = Place(rightNode);
        if (comparesTexts)
        {
            _walk.Refuse(ExpressionProblems.Types, at, $"'{_walk.Source.Tokens[at].Text}' cannot order texts", "compare them with == or !=");
            return _walk.Place(Expression.Constant(true), at, at);
        }
        if (_walk.Lost || left.Type != right.Type)
        {
            return Strange();
        }
        PlacedExpression placed = Placed(Combine(node.NodeType, left.Tree, right.Tree), First(left), Last(right), left, right);
        return node.Type == typeof(bool) ? placed : WholeArithmetic(node, placed, left.WholeBound, right.WholeBound);
    }

    private static BinaryExpression Combine(ExpressionType operation, Expression left, Expression right) =>
        Expression.MakeBinary(operation, left, right);

    private PlacedExpression WholeArithmetic(BinaryExpression node, PlacedExpression placed, double? left, double? right)
    {
        if (node.Type == typeof(double))
        {
            return placed;
        }
        if (node.Type != typeof(int) || left is null || right is null)
        {
            return Mixed(placed);
        }
        if (node.NodeType is ExpressionType.Divide or ExpressionType.Modulo)
        {
            string leftText = placed.Parts[0].Text;
            string help = placed.Parts[0].Tree is ConstantExpression
                ? $"write {leftText}.0 {s_operators[node.NodeType]} {placed.Parts[1].Text}"
                : "write one of the whole numbers with a point, as in 1.0/2";
            return _walk.Refuse(ExpressionProblems.WholeNumbers, placed, $"'{placed.Text}' divides whole numbers, which drops the fraction", help);
        }
        return node.NodeType == ExpressionType.Multiply
            ? Whole(placed with { Tree = Expression.Add(placed.Tree, Expression.Constant(0.0)) }, left.Value * right.Value)
            : Whole(placed, left.Value + right.Value);
    }

    /// <summary>Keeps whole numbers inside what an int holds, for there the engine's result and ours are the same but for the sign of zero.</summary>
    private PlacedExpression Whole(PlacedExpression placed, double? bound) => bound switch
    {
        null => placed,
        > int.MaxValue => _walk.Refuse(ExpressionProblems.WholeNumbers, placed, $"'{placed.Text}' may overflow whole numbers", "write one of the numbers with a point: 5.0"),
        _ => placed with { WholeBound = bound },
    };

    private PlacedExpression Conditional(ConditionalExpression node)
    {
        PlacedExpression test = Place(node.Test);
        _walk.Take(token => token.Is("?"));
        PlacedExpression yes = Place(node.IfTrue);
        _walk.Take(token => token.Is(":"));
        PlacedExpression no = Place(node.IfFalse);
        if (_walk.Lost || test.Type != typeof(bool) || yes.Type != no.Type)
        {
            return Strange();
        }
        double? bound = node.Type == typeof(int) && yes.WholeBound is { } one && no.WholeBound is { } other ? Math.Max(one, other) : null;
        return Placed(Expression.Condition(test.Tree, yes.Tree, no.Tree), First(test), Last(no), test, yes, no) with { WholeBound = bound };
    }

    private PlacedExpression Call(MethodCallExpression call)
    {
        if (call.Object is null)
        {
            return call.Method.DeclaringType == typeof(string) ? Joined(call) : Function(call);
        }
        return call.Object.Type == typeof(string) ? TextMethod(call) : Label(call);
    }

    private PlacedExpression Joined(MethodCallExpression call)
    {
        Place(call.Arguments[0]);
        int at = _walk.Take(token => token.Is("+"));
        _walk.Refuse(ExpressionProblems.Types, at, "'+' cannot join texts", "compare each with == or use StartsWith, EndsWith, Contains");
        Place(call.Arguments[^1]);
        return _walk.Place(Expression.Constant(""), at, at);
    }

    private PlacedExpression Function(MethodCallExpression call)
    {
        int first = _walk.Take(token => token.Text == "Math");
        int name = _walk.Take(token => string.Equals(token.Text, call.Method.Name, StringComparison.OrdinalIgnoreCase));
        PlacedExpression[] arguments = [.. call.Arguments.Select(Place)];
        if (_walk.Lost || MathFunctions.InDouble(call.Method) is not { } method || arguments.Any(one => one.Type != typeof(double)))
        {
            if (_walk.Clean)
            {
                _walk.Refuse(ExpressionProblems.Arguments, name, $"'Math.{call.Method.Name}' does not take these arguments", "its arguments are numbers");
            }
            return _walk.Place(Expression.Constant(0.0), first, name);
        }
        if (MathFunctions.RoundsToDigits(method) && arguments[1].Tree is ConstantExpression { Value: double digits } && digits is < 0 or > 15)
        {
            return _walk.Refuse(ExpressionProblems.Arguments, arguments[1], "Math.Round takes 0 to 15 digits");
        }
        IEnumerable<Expression> trees = method.GetParameters().Select((parameter, i) =>
            parameter.ParameterType == typeof(int) ? Expression.Convert(arguments[i].Tree, typeof(int)) : arguments[i].Tree);
        double? bound = call.Type == typeof(int) ? arguments.Max(one => one.WholeBound ?? double.PositiveInfinity) : null;
        return Whole(Placed(Expression.Call(method, trees), first, _walk.Source.Partners[name + 1], arguments), bound);
    }

    private PlacedExpression TextMethod(MethodCallExpression call)
    {
        PlacedExpression text = Place(call.Object!);
        int name = _walk.Take(token => string.Equals(token.Text, call.Method.Name, StringComparison.OrdinalIgnoreCase));
        PlacedExpression[] arguments = [.. call.Arguments.Select(Place)];
        MethodInfo? ordinal = typeof(string).GetMethod(call.Method.Name, [typeof(string), typeof(StringComparison)]);
        if (_walk.Lost || !Vocabulary.TextMethods.Contains(call.Method.Name) || arguments is not [var one] || one.Type != typeof(string) || ordinal is null)
        {
            return Strange();
        }
        Expression tree = Expression.Call(text.Tree, ordinal, one.Tree, Expression.Constant(StringComparison.Ordinal));
        return Placed(tree, First(text), _walk.Source.Partners[name + 1], text, one);
    }

    private PlacedExpression Label(MethodCallExpression call)
    {
        if (_vocabulary.Label is null || call.Object != _vocabulary.Roots[0].Engine || call.Method.Name != nameof(AlertWords.Label))
        {
            return Strange();
        }
        int first = _walk.Take(token => string.Equals(token.Text, "alert", StringComparison.OrdinalIgnoreCase));
        _walk.Take(token => string.Equals(token.Text, "Label", StringComparison.OrdinalIgnoreCase));
        PlacedExpression name = Place(call.Arguments[0]);
        return name.Type == typeof(string)
            ? Placed(Expression.Call(_vocabulary.Subject, _vocabulary.Label, name.Tree), first, name.Last + 1, name) with { IsConstant = false }
            : Strange();
    }

    private PlacedExpression Placed(Expression tree, int first, int last, params PlacedExpression[] parts) => _walk.Place(tree, first, last, parts);

    private int First(PlacedExpression part) => _walk.Source.Wrapped(part.First, part.Last).First;

    private int Last(PlacedExpression part) => _walk.Source.Wrapped(part.First, part.Last).Last;
}
