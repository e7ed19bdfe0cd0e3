using System.Linq.Expressions;
using System.Reflection;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>The terms of some expressions over one subject, each once.</summary>
internal sealed class TermTable
{
    // Looked through from the front: an expression is small, and most are very small.
    private readonly List<Term> _terms = [];
    private Dictionary<ParameterExpression, Expression>? _definitions;
    private Dictionary<ParameterExpression, Term>? _variables;
    private int _operands;

    public void Define(ParameterExpression variable, Expression definition) => (_definitions ??= [])[variable] = definition;

    /// <param name="node">Of a compiled tree; its variables are defined.</param>
    public Term Of(Expression node) => node switch
    {
        BlockExpression block => Of(block.Result),
        ParameterExpression variable => Variable(variable),
        ConstantExpression constant => Make(ExpressionType.Constant, constant.Value, constant.Value is double),
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

    private Term Variable(ParameterExpression variable)
    {
        _variables ??= [];
        if (!_variables.TryGetValue(variable, out Term? term))
        {
            _variables[variable] = term = Of(_definitions![variable]);
        }
        return term;
    }

    private Term Make(ExpressionType kind, object? mark, bool isNumber, params ReadOnlySpan<Term> parts)
    {
        ulong reads = 0;
        foreach (Term part in parts)
        {
            reads |= part.Reads;
        }
        foreach (Term known in _terms)
        {
            if (known.Kind == kind && parts.SequenceEqual(known.Parts) && IsSame(known.Mark, mark))
            {
                return known;
            }
        }
        bool isOperand = kind is ExpressionType.MemberAccess or ExpressionType.ArrayIndex;
        var term = new Term(_terms.Count, kind, mark, [.. parts], isNumber, isOperand ? 1UL << (_operands++ % 64) : reads);
        _terms.Add(term);
        return term;
    }

    // As bits: a zero with a sign is another constant than one without.
    private static bool IsSame(object? one, object? other) =>
        one is double number && other is double rival ? BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(rival) : Equals(one, other);
}
