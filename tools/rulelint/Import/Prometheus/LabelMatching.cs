using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Two sides of an operator brought to labels on which they can be joined here: each input joins the widest one on the labels that it has.</summary>
internal static class LabelMatching
{
    /// <summary>Null, with a refusal, where they cannot. Where neither side may be many, the shapes come out alike.</summary>
    public static (Value Left, Value Right, LabelShape Shape)? Match(BinaryQuery query, Value left, Value right, RuleNotes notes)
    {
        if (left.Shape.IsScalar || right.Shape.IsScalar)
        {
            return (left, right, left.Shape.IsScalar ? right.Shape : left.Shape);
        }
        if (On(query, left.Shape, right.Shape) is not { } on)
        {
            notes.Refuse(query, Unmatched(query, left.Shape, right.Shape));
            return null;
        }
        QuerySide? many = query.IsSet && query.Operator != "or" ? QuerySide.Left : query.Matching?.Many;
        if (query.Matching is { Included.Count: > 0 } taken)
        {
            notes.Remark(query, $"the labels {string.Join(", ", taken.Included)} are not taken over from the other side");
        }
        Value? narrowLeft = many == QuerySide.Left ? Holding(left, on) : Narrow(left, on);
        Value? narrowRight = many == QuerySide.Right ? Holding(right, on) : Narrow(right, on);
        if (narrowLeft is null || narrowRight is null)
        {
            notes.Refuse(query, $"one side has the labels {(narrowLeft is null ? left : right).Shape}, which cannot be brought to {on}; aggregate it by ({on}) first");
            return null;
        }
        return (narrowLeft, narrowRight, many == QuerySide.Right ? narrowRight.Shape : narrowLeft.Shape);
    }

    /// <summary>Null where only the server knows, or where nothing would match.</summary>
    private static LabelShape? On(BinaryQuery query, LabelShape left, LabelShape right)
    {
        switch (query.Matching)
        {
            case { IsOn: true } on:
                return LabelShape.Of(on.Labels);
            case { IsOn: false } ignoring when left.Labels is not null && right.Labels is not null:
                var kept = LabelShape.Of(left.Labels.Except(ignoring.Labels, StringComparer.Ordinal));
                return kept.IsSame(LabelShape.Of(right.Labels.Except(ignoring.Labels, StringComparer.Ordinal))) ? kept : null;
            case null when left.IsSame(right):
                return left;
            default:
                return null;
        }
    }

    private static string Unmatched(BinaryQuery query, LabelShape left, LabelShape right) =>
        query.Matching is not null && (left.Labels is null || right.Labels is null)
            ? "only the server knows which labels 'ignoring' leaves; name those that count with on (…)"
            : $"its sides have different labels ({left}; {right}): Prometheus pairs those only that are equal in all; name the common ones with on (…)";

    private static Value? Holding(Value value, LabelShape on) => on.Labels is null || on.Labels.All(value.Shape.Has) ? value : null;

    private static Value? Narrow(Value value, LabelShape on)
    {
        if (value.Shape.IsSame(on))
        {
            return value;
        }
        // What was joined on labels that are now to go can no longer be joined.
        bool isHeld = TermText.Parts(value.Term).OfType<InputTerm>().All(input => input.Input.By?.All(on.Has) != false);
        return value.Shape.Labels is null && isHeld ? new Value(Narrow(value.Term, on.Labels!), on) : null;
    }

    // Whether any of several holds is asked of the largest, or of the smallest.
    private static Term Narrow(Term term, IReadOnlyList<string> by) => term switch
    {
        OperationTerm { IsComparison: true, Left: InputTerm { Input.Combine: null } one, Right: NumberTerm } comparison => comparison with
        {
            Left = new InputTerm(one.Input with { By = by, Combine = comparison.Operator is ">" or ">=" ? "max" : comparison.Operator is "<" or "<=" ? "min" : null }),
        },
        OperationTerm operation => operation with { Left = Narrow(operation.Left, by), Right = Narrow(operation.Right, by) },
        CallTerm call => call with { Arguments = [.. call.Arguments.Select(argument => Narrow(argument, by))] },
        _ => TermText.Map(term, input => input with { By = input.By ?? by }),
    };
}
