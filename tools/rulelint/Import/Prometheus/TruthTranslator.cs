using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>PromQL whose series say that something holds → a condition inside a formula. Null, with a refusal, where it has no counterpart.</summary>
internal sealed class TruthTranslator(ValueTranslator values, RuleNotes notes)
{
    public Value? Translate(Query query) => query switch
    {
        BinaryQuery { IsSet: true } set => Joined(set),
        BinaryQuery { IsComparison: true, IsBool: false } comparison => Compared(comparison),
        _ => notes.Refuse(query, "a condition is missing: whatever its value, it holds while there is such a series"),
    };

    private Value? Joined(BinaryQuery query)
    {
        if (Translate(query.Left) is not { } left || Side(query) is not { } right)
        {
            return null;
        }
        if (LabelMatching.Match(query, left, right, notes) is not { } matched)
        {
            return null;
        }
        if (query.Operator == "or")
        {
            notes.Remark(query, "where a series of one side is absent there is no value; Prometheus looks at the other side alone");
        }
        Term other = query.Operator == "unless" ? new CallTerm("not", [matched.Right.Term]) : matched.Right.Term;
        return new Value(new OperationTerm(query.Operator == "or" ? "or" : "and", matched.Left.Term, other), matched.Shape);
    }

    /// <summary>The right side: a condition, or the mere presence of a series.</summary>
    private Value? Side(BinaryQuery query)
    {
        bool isCondition = query.Right is BinaryQuery { IsSet: true } or BinaryQuery { IsComparison: true, IsBool: false };
        if (query.Operator == "or" || (isCondition && query.Operator == "and"))
        {
            return Translate(query.Right);
        }
        if (isCondition)
        {
            return Translate(query.Right) is { } condition ? Present(query, condition) : null;
        }
        if (values.Translate(query.Right) is not { } value)
        {
            return null;
        }
        if (value.Term is not InputTerm { Input: { Metric: not null } input })
        {
            return notes.Refuse(query.Right, "the presence of a metric can be asked for, but not of a result");
        }
        return value with { Term = new OperationTerm(">", new InputTerm(input with { Combine = "count", Absent = 0 }), new NumberTerm(0)) };
    }

    // 'unless' holds where the other side is not there: a number stands in with which it does not hold.
    private Value? Present(BinaryQuery query, Value condition)
    {
        if (condition.Term is not OperationTerm { IsComparison: true, Left: InputTerm { Input: { Metric: not null } input }, Right: NumberTerm limit } comparison)
        {
            notes.Remark(query, "where the right side is absent there is no value; in Prometheus it then holds");
            return condition;
        }
        double absent = AlertCondition.Neutral([(comparison.Operator, limit.Value)]);
        return condition with { Term = comparison with { Left = new InputTerm(input with { Absent = absent }) } };
    }

    private Value? Compared(BinaryQuery query)
    {
        if (values.Translate(query.Left) is not { } left || values.Translate(query.Right) is not { } right)
        {
            return null;
        }
        if (left.Shape.IsScalar && right.Shape.IsScalar)
        {
            return notes.Refuse(query, "it compares two numbers: it always holds, or never");
        }
        (Value first, string sign, Value second) = left.Number is null ? (left, query.Operator, right) : (right, AlertCondition.Turned(query.Operator), left);
        return LabelMatching.Match(query, first, second, notes) is { } matched
            ? new Value(new OperationTerm(sign, matched.Left.Term, matched.Right.Term), matched.Shape)
            : null;
    }
}
