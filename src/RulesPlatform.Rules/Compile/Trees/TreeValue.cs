using System.Linq.Expressions;
using System.Reflection;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>Computes parts of a compiled tree one by one, for explanations. Knows the nodes that our own trees are made of and no others.</summary>
internal sealed class TreeValue
{
    private readonly ParameterExpression _subject;
    private readonly object _value;
    private readonly IReadOnlyDictionary<ParameterExpression, Expression> _definitions;
    private readonly Dictionary<ParameterExpression, object> _known = [];

    /// <param name="value">What the tree's subject stands for.</param>
    /// <param name="definitions">Of the variables that the trees name.</param>
    public TreeValue(ParameterExpression subject, object value, IReadOnlyDictionary<ParameterExpression, Expression> definitions) =>
        (_subject, _value, _definitions) = (subject, value, definitions);

    /// <summary>A double, a bool or a string; throws what the compiled tree would.</summary>
    public object Of(Expression node) => node switch
    {
        ConstantExpression constant => constant.Value!,
        ParameterExpression parameter => parameter == _subject ? _value : Variable(parameter),
        MemberExpression member => ((PropertyInfo)member.Member).GetValue(Of(member.Expression!))!,
        BlockExpression block => Block(block),
        UnaryExpression unary => Unary(unary),
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } element => ((double[])Of(element.Left))[(int)Of(element.Right)],
        BinaryExpression binary => Binary(binary),
        ConditionalExpression conditional => Of((bool)Of(conditional.Test) ? conditional.IfTrue : conditional.IfFalse),
        MethodCallExpression call => call.Method.Invoke(
            call.Object is null ? null : Of(call.Object), BindingFlags.DoNotWrapExceptions, null, [.. call.Arguments.Select(Of)], null)!,
        _ => throw new InvalidOperationException($"A compiled tree holds no {node.NodeType}."),
    };

    private object Variable(ParameterExpression variable)
    {
        if (!_known.TryGetValue(variable, out object? value))
        {
            _known[variable] = value = Of(_definitions[variable]);
        }
        return value;
    }

    private object Block(BlockExpression block)
    {
        foreach (ParameterExpression variable in block.Variables)
        {
            Variable(variable);
        }
        return Of(block.Result);
    }

    private object Unary(UnaryExpression node) => node.NodeType switch
    {
        ExpressionType.Not => !(bool)Of(node.Operand),
        ExpressionType.Negate => -(double)Of(node.Operand),
        ExpressionType.Convert when node.Type == typeof(int) => (int)(double)Of(node.Operand),
        _ => throw new InvalidOperationException($"A compiled tree holds no {node.NodeType}."),
    };

    private object Binary(BinaryExpression node)
    {
        object left = Of(node.Left);
        switch (node.NodeType)
        {
            case ExpressionType.AndAlso:
                return (bool)left && (bool)Of(node.Right);
            case ExpressionType.OrElse:
                return (bool)left || (bool)Of(node.Right);
        }
        object right = Of(node.Right);
        return (left, right) switch
        {
            (double one, double other) => Numbers(node.NodeType, one, other),
            (bool one, bool other) => node.NodeType switch
            {
                ExpressionType.And => one & other,
                ExpressionType.Or => one | other,
                ExpressionType.Equal => one == other,
                _ => one != other,
            },
            _ => string.Equals((string)left, (string)right, StringComparison.Ordinal) == (node.NodeType == ExpressionType.Equal),
        };
    }

    private static object Numbers(ExpressionType operation, double left, double right) => operation switch
    {
        ExpressionType.Add => left + right,
        ExpressionType.Subtract => left - right,
        ExpressionType.Multiply => left * right,
        ExpressionType.Divide => left / right,
        ExpressionType.Modulo => left % right,
        ExpressionType.Equal => left == right,
        ExpressionType.NotEqual => left != right,
        ExpressionType.LessThan => left < right,
        ExpressionType.LessThanOrEqual => left <= right,
        ExpressionType.GreaterThan => left > right,
        ExpressionType.GreaterThanOrEqual => left >= right,
        _ => throw new InvalidOperationException($"A compiled tree holds no {operation} of numbers."),
    };
}
