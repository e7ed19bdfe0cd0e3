using System.Linq.Expressions;
using System.Reflection;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>The terms of some expressions over one subject, each once.</summary>
internal sealed class TermTable
{
    private readonly Dictionary<(ExpressionType, object?, int, int, int), Term> _terms = [];
    private readonly Dictionary<ParameterExpression, Expression> _definitions = [];
    private readonly Dictionary<ParameterExpression, Term> _variables = [];

    public void Define(ParameterExpression variable, Expression definition) => _definitions[variable] = definition;

    /// <param name="node">Of a compiled tree; its variables are defined.</param>
    public Term Of(Expression node) => node switch
    {
        BlockExpression block => Of(block.Result),
        ParameterExpression variable => Variable(variable),
        ConstantExpression constant => Make(ExpressionType.Constant, MarkOf(constant.Value!), constant.Value is double),
        MemberExpression member => Make(ExpressionType.MemberAccess, member.Member.Name, isNumber: true),
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } element => Make(ExpressionType.ArrayIndex, (int)((ConstantExpression)element.Right).Value!, isNumber: true),
        UnaryExpression { NodeType: ExpressionType.Convert } converted => Of(converted.Operand),
        UnaryExpression unary => Make(unary.NodeType, null, unary.Type == typeof(double), Of(unary.Operand)),
        BinaryExpression binary => Make(Plain(binary.NodeType), null, binary.Type == typeof(double), Of(binary.Left), Of(binary.Right)),
        ConditionalExpression choice => Make(choice.NodeType, null, choice.Type == typeof(double), Of(choice.Test), Of(choice.IfTrue), Of(choice.IfFalse)),
        MethodCallExpression call => Make(call.NodeType, call.Method, true, [.. call.Arguments.Select(Of)]),
        _ => throw new InvalidOperationException($"A compiled tree holds no {node.NodeType}."),
    };

    private static ExpressionType Plain(ExpressionType kind) => kind switch
    {
        ExpressionType.And => ExpressionType.AndAlso,
        ExpressionType.Or => ExpressionType.OrElse,
        _ => kind,
    };

    // As bits: a zero with a sign is another constant than one without.
    private static object MarkOf(object constant) => constant is double number ? BitConverter.DoubleToInt64Bits(number) : constant;

    private Term Variable(ParameterExpression variable)
    {
        if (!_variables.TryGetValue(variable, out Term? term))
        {
            _variables[variable] = term = Of(_definitions[variable]);
        }
        return term;
    }

    private Term Make(ExpressionType kind, object? mark, bool isNumber, params Term[] parts)
    {
        var key = (kind, mark, IdOf(parts, 0), IdOf(parts, 1), IdOf(parts, 2));
        if (!_terms.TryGetValue(key, out Term? term))
        {
            object? kept = mark is long bits ? BitConverter.Int64BitsToDouble(bits) : mark;
            _terms[key] = term = new Term(_terms.Count, kind, kept, parts, isNumber);
        }
        return term;
    }

    private static int IdOf(Term[] parts, int at) => at < parts.Length ? parts[at].Id : -1;
}
