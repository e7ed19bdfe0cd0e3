using System.Globalization;
using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>PromQL that gives numbers → a formula and its labels. Null, with a refusal in the notes, where it has no counterpart.</summary>
/// <param name="book">Takes the signals that stand between: an aggregate of anything but one metric reads a signal.</param>
/// <param name="wanted">From which the names of those are made.</param>
internal sealed class ValueTranslator(SignalBook book, RecordedSeries recorded, RuleNotes notes, string wanted)
{
    public Value? Translate(Query query) => query switch
    {
        NumberQuery number when double.IsFinite(number.Value) => Value.Of(number.Value),
        NumberQuery => notes.Refuse(query, "formulas have no infinity and no NaN"),
        NegationQuery negation => Translate(negation.Inner) is { } inner ? Negated(inner) : null,
        SelectorQuery { Range: null } selector => Selected(selector, null, null),
        SelectorQuery => notes.Refuse(query, "a range is folded by a function, such as rate or avg_over_time"),
        CallQuery call => Called(call),
        AggregateQuery aggregate => new AggregateTranslator(this, notes).Translate(aggregate),
        BinaryQuery { IsSet: true } => notes.Refuse(query, "'and', 'or' and 'unless' are carried over between whole conditions only"),
        BinaryQuery { IsComparison: true, IsBool: false } => notes.Refuse(query, "a comparison inside arithmetic drops series, which a formula cannot"),
        BinaryQuery binary => Combined(binary),
        SubqueryQuery => notes.Refuse(query, "there are no subqueries; record the inner expression, whose signal is stored as signal:NAME"),
        _ => notes.Refuse(query, "this is no number"),
    };

    /// <summary>One metric or recorded series, folded.</summary>
    /// <param name="fold">Null for its newest sample.</param>
    public Value? Selected(SelectorQuery selector, string? fold, TimeSpan? over)
    {
        if (SelectorText.Metric(selector) is not { } metric)
        {
            return notes.Refuse(selector, "an input reads one metric, which has to be named");
        }
        if (selector.IsPinned || selector.Offset < TimeSpan.Zero)
        {
            return notes.Refuse(selector, selector.IsPinned ? "'@' is not known here" : "an offset into the future is not known here");
        }
        if (metric is "ALERTS" or "ALERTS_FOR_STATE")
        {
            return notes.Refuse(selector, "alerts are no series here; write \"dependsOn\" in the rule, or an inhibition in responses/");
        }
        if (!recorded.Has(metric))
        {
            return SelectorText.Where(selector, notes) is { } of
                ? Fresh(new InputSpec { Metric = metric, Where = of, Over = over, Fold = fold ?? (selector.Offset > TimeSpan.Zero ? "at" : null), Offset = selector.Offset }, LabelShape.All)
                : null;
        }
        if (recorded.Find(selector, metric, out string? reason) is not { } found)
        {
            return notes.Refuse(selector, reason!);
        }
        if (SelectorText.Where(found.Left, notes) is not { } where)
        {
            return null;
        }
        return Fresh(over is null && selector.Offset == TimeSpan.Zero
            ? new InputSpec { Signal = found.Signal.Name, SignalUnit = found.Signal.Unit, Where = where }
            : new InputSpec { Metric = SignalSketch.Stored + found.Signal.Name, SignalUnit = found.Signal.Unit, Where = where, Over = over, Fold = fold ?? "at", Offset = selector.Offset }, found.Signal.Shape);
    }

    /// <summary>The value as a signal of its own, to be read by another; as it is where it is one already.</summary>
    public InputSpec Between(Value body)
    {
        if (body.Raw is { Signal: not null } read)
        {
            return read;
        }
        SignalSketch signal = book.Add(DivisionGuard.Around(body, 0, notes), $"{wanted}_each", null);
        return new InputSpec { Signal = signal.Name, SignalUnit = signal.Unit };
    }

    private Value Fresh(InputSpec input, LabelShape shape)
    {
        notes.Means(Meaning.Freshness);
        return new Value(new InputTerm(input), shape);
    }

    private static Value Negated(Value inner) => inner.Number is { } number ? Value.Of(-number) : inner with { Term = new OperationTerm("-", new NumberTerm(0), inner.Term) };

    private Value? Called(CallQuery call)
    {
        if (WindowFunctions.Fold(call, notes) is { } fold)
        {
            return call.Arguments switch
            {
                [.., SelectorQuery { Range: { } over } selector] => Selected(selector, fold, over),
                [.., SubqueryQuery inner] => Translate(inner),
                _ => notes.Refuse(call, "it folds a selector with a range"),
            };
        }
        switch (call.Function)
        {
            case "histogram_quantile":
                return Quantile(call);
            case "predict_linear":
                return Predicted(call);
            case "scalar" when call.Arguments is [var inner]:
                return Translate(inner) is not { } one ? null
                    : one.Shape.IsSame(LabelShape.Of([])) ? one
                    : notes.Refuse(call, "which of several series is meant only the server knows; aggregate them first");
            case var function when !NumberFunctions.Knows(function):
                return notes.Refuse(call, NumberFunctions.WhyNot(call));
        }
        Value?[] arguments = [.. call.Arguments.Select(Translate)];
        if (arguments.Contains(null))
        {
            return null;
        }
        Term? term = arguments.Skip(1).All(argument => argument!.Shape.IsScalar) ? NumberFunctions.Write(call.Function, [.. arguments.Select(argument => argument!.Term)]) : null;
        return term is null ? notes.Refuse(call, NumberFunctions.WhyNot(call)) : new Value(term, arguments[0]!.Shape);
    }

    // Buckets are combined by the quantile itself: whatever sums them first, by le and other labels, is part of it.
    private Value? Quantile(CallQuery call)
    {
        if (call.Arguments is not [NumberQuery { Value: >= 0 and <= 1 } share, AggregateQuery { Function: "sum", IsWithout: false } sum] || !sum.Labels.Contains("le", StringComparer.Ordinal))
        {
            return notes.Refuse(call, "it is carried over as histogram_quantile(NUMBER, sum by (le, …) (rate(….)))");
        }
        if (Translate(sum.Body) is not { } buckets)
        {
            return null;
        }
        if (buckets.Raw is not { Metric: not null } raw)
        {
            return notes.Refuse(sum, "buckets are one metric, folded by rate or increase");
        }
        notes.Means(Meaning.Buckets);
        var shape = LabelShape.Of(sum.Labels.Where(label => label != "le"));
        return new Value(new InputTerm(raw with { By = shape.Labels, Combine = $"histogramQuantile({share.Value.ToString("R", CultureInfo.InvariantCulture)})" }), shape);
    }

    // The least-squares line goes through the means; the mean of the times is half a window back.
    private Value? Predicted(CallQuery call)
    {
        if (call.Arguments is not [SelectorQuery { Range: { } over } selector, var ahead])
        {
            return notes.Refuse(call, "it takes a selector with a range, and seconds");
        }
        if (Translate(ahead) is not { } seconds)
        {
            return null;
        }
        if (seconds.Number is not { } number)
        {
            return notes.Refuse(ahead, "the seconds are a number here");
        }
        if (Selected(selector, "avg", over) is not { } mean || Selected(selector, "slope", over) is not { } slope)
        {
            return null;
        }
        notes.Means(Meaning.Prediction | Meaning.WindowEdge);
        var reach = new NumberTerm(number + (over.TotalSeconds / 2));
        return new Value(new OperationTerm("+", mean.Term, new OperationTerm("*", slope.Term, reach)), mean.Shape);
    }

    private Value? Combined(BinaryQuery query)
    {
        if (Translate(query.Left) is not { } left || Translate(query.Right) is not { } right)
        {
            return null;
        }
        if (query.Operator == "atan2")
        {
            return notes.Refuse(query, "formulas have nothing like 'atan2'");
        }
        if (left.Number is { } one && right.Number is { } other && Folded(query.Operator, one, other) is { } number)
        {
            // 14.4 * 0.001 is 0.0144 to whoever wrote it.
            return double.IsFinite(number) ? Value.Of(double.Parse(number.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : notes.Refuse(query, "this is no finite number");
        }
        if (LabelMatching.Match(query, left, right, notes) is not { } matched)
        {
            return null;
        }
        Term term = query.Operator == "^"
            ? new CallTerm("Pow", [matched.Left.Term, matched.Right.Term])
            : new OperationTerm(query.Operator, matched.Left.Term, matched.Right.Term);
        return new Value(query.IsComparison ? new CallTerm("if", [term, new NumberTerm(1), new NumberTerm(0)]) : term, matched.Shape);
    }

    private static double? Folded(string sign, double left, double right) => sign switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "%" => left % right,
        "^" => Math.Pow(left, right),
        _ => null,
    };
}
