using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>The expression of an alert → what it judges and how. Null, with a refusal in the notes, where it has no counterpart.</summary>
internal sealed class ConditionTranslator(ValueTranslator values, RuleNotes notes)
{
    public AlertCondition? Translate(Query query)
    {
        switch (query)
        {
            case BinaryQuery { IsComparison: true, IsBool: false } comparison:
                return Compared(comparison);
            case BinaryQuery { IsSet: true } set:
                return new TruthTranslator(values, notes).Translate(set) is { } truth ? Truth(query, truth) : null;
            case BinaryQuery { Operator: "*", Matching.Many: QuerySide.Left, Left: BinaryQuery condition, Right: SelectorQuery { Metric: { } metric } } joined when metric.EndsWith("_info", StringComparison.Ordinal) && (condition.IsSet || (condition.IsComparison && !condition.IsBool)):
                notes.Remark(joined, $"the labels that {metric} would add are not taken over");
                return Translate(condition);
            case CallQuery { Function: "absent" or "absent_over_time", Arguments: [SelectorQuery selector] } call:
                return Absent(call, selector);
            case CallQuery { Function: "absent", Arguments: [BinaryQuery { IsComparison: true, IsBool: false } comparison] }:
                return NoneHolds(comparison);
            case NumberQuery or CallQuery { Function: "vector" }:
                notes.Refuse(query, "it always fires; whether the platform lives is told by /healthz and by its own metrics (source 'self')");
                return null;
            default:
                notes.Refuse(query, "a condition is missing: it fires for each series that there is, whatever its value; compare it with a number");
                return null;
        }
    }

    private AlertCondition? Compared(BinaryQuery query)
    {
        // (x > 1) < 5: what the inner comparison lets through is compared again.
        if (query.Left is BinaryQuery { IsComparison: true, IsBool: false } inner && values.Translate(query.Right)?.Number is { } outer)
        {
            return Compared(inner) is { IsLevelled: true } chain ? chain with { Limits = [.. chain.Limits, (query.Operator, outer)] } : Unlevelled(query);
        }
        if (values.Translate(query.Left) is not { } left || values.Translate(query.Right) is not { } right)
        {
            return null;
        }
        if (left.Number is not null && right.Number is not null)
        {
            notes.Refuse(query, "it compares two numbers: it always holds, or never");
            return null;
        }
        if (right.Number is { } limit)
        {
            return Guarded(left, (query.Operator, limit), isLevelled: true);
        }
        if (left.Number is { } turned)
        {
            return Guarded(right, (AlertCondition.Turned(query.Operator), turned), isLevelled: true);
        }
        if (LabelMatching.Match(query, left, right, notes) is not { } matched)
        {
            return null;
        }
        notes.Remark(query, "the alert's value is the difference of the two sides; in Prometheus it is the left one");
        return Guarded(new Value(new OperationTerm("-", matched.Left.Term, matched.Right.Term), matched.Shape), (query.Operator, 0), isLevelled: false);
    }

    private AlertCondition Guarded(Value value, (string Operator, double Limit) limit, bool isLevelled) =>
        new(DivisionGuard.Around(value, AlertCondition.Neutral([limit]), notes), [limit], isLevelled);

    private AlertCondition? Unlevelled(Query query)
    {
        notes.Refuse(query, "the inner comparison is not with a number");
        return null;
    }

    private AlertCondition Truth(Query query, Value truth)
    {
        notes.Remark(query, "the alert's value is 1 while the condition holds; in Prometheus it is the value of the left side");
        return new AlertCondition(truth with { Term = new CallTerm("if", [truth.Term, new NumberTerm(1), new NumberTerm(0)]) }, [("==", 1)], IsLevelled: false);
    }

    // How many hold is 0 where there is nothing, too.
    private AlertCondition? NoneHolds(BinaryQuery comparison)
    {
        if (new TruthTranslator(values, notes).Translate(comparison) is not { } truth)
        {
            return null;
        }
        notes.Means(Meaning.Absence);
        InputSpec held = values.Between(truth with { Term = new CallTerm("if", [truth.Term, new NumberTerm(1), new NumberTerm(0)]) });
        return new AlertCondition(new Value(new InputTerm(held with { By = [], Absent = 0 }), LabelShape.Of([])), [("<", 1)], IsLevelled: false);
    }

    // A row without labels is there from the start, and the count of nothing is 0.
    private AlertCondition? Absent(CallQuery call, SelectorQuery selector)
    {
        if ((call.Function == "absent") != (selector.Range is null))
        {
            notes.Refuse(call, "absent takes a selector, absent_over_time one with a range");
            return null;
        }
        if (values.Selected(selector, selector.Range is null ? null : "count", selector.Range) is not { } value)
        {
            return null;
        }
        if (value.Raw is not { Metric: not null } raw)
        {
            notes.Refuse(call, "the absence of a metric can be asked for, but not that of a recorded series");
            return null;
        }
        notes.Means(Meaning.Absence);
        InputSpec input = raw with { By = [], Combine = selector.Range is null ? "count" : null, Absent = 0 };
        return new AlertCondition(new Value(new InputTerm(input), LabelShape.Of([])), [("<", 1)], IsLevelled: false)
        {
            Labels = [.. selector.Matchers.Where(one => one is { Operator: "=", Label: not "__name__", Value.Length: > 0 }).Select(one => KeyValuePair.Create(one.Label, one.Value))],
        };
    }
}
