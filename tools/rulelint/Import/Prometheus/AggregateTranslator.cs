using System.Globalization;
using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Aggregations → <c>combine</c> over <c>by</c>. Of one metric, in the input itself; of anything else over a signal of its own.</summary>
internal sealed class AggregateTranslator(ValueTranslator values, RuleNotes notes)
{
    public Value? Translate(AggregateQuery query)
    {
        if (Combine(query) is not { } combine)
        {
            return notes.Refuse(query, query.Function is "topk" or "bottomk"
                ? "the largest few cannot be kept apart; 'combine' has top(n) and bottom(n), which are their sum"
                : $"'{query.Function}' is not known to 'combine'");
        }
        bool isSelecting = query.Body is BinaryQuery { IsBool: false } selecting && (selecting.IsComparison || selecting.IsSet);
        if ((isSelecting ? Selected(query, combine) : values.Translate(query.Body)) is not { } body)
        {
            return null;
        }
        if (body.Shape.IsScalar)
        {
            return notes.Refuse(query, "a number has no series to aggregate");
        }
        if (Kept(query, body.Shape) is not { } labels)
        {
            return notes.Refuse(query, "which labels 'without' leaves only the server knows; write by (…)");
        }
        InputSpec input = body.Raw is { Metric: not null } raw ? raw : values.Between(body);
        return new Value(new InputTerm(input with { By = labels.Labels, Combine = isSelecting ? "sum" : combine }), labels);
    }

    // count(x > 1) is a sum of ones; sum(x > 1) of what is larger, and 0 of what is not.
    private Value? Selected(AggregateQuery query, string combine)
    {
        var comparison = (BinaryQuery)query.Body;
        if (combine is not ("count" or "sum") || (combine == "sum" && comparison.IsSet))
        {
            return notes.Refuse(query, "a comparison drops series, which only count and sum can be told");
        }
        if (new TruthTranslator(values, notes).Translate(comparison) is not { } truth)
        {
            return null;
        }
        notes.Remark(query, "where nothing holds it is 0 here, and nothing at all in Prometheus");
        Term counted = new NumberTerm(1);
        if (combine == "sum")
        {
            counted = ((OperationTerm)truth.Term).Left;
        }
        return truth with { Term = new CallTerm("if", [truth.Term, counted, new NumberTerm(0)]) };
    }

    private static LabelShape? Kept(AggregateQuery query, LabelShape body) => (query.IsWithout, body.Labels) switch
    {
        (true, null) => null,
        (true, { } labels) => LabelShape.Of(labels.Except(query.Labels, StringComparer.Ordinal)),
        _ => LabelShape.Of(query.Labels.Where(body.Has)),
    };

    private static string? Combine(AggregateQuery query) => query.Function switch
    {
        "sum" or "avg" or "min" or "max" or "count" or "stddev" => query.Function,
        "quantile" when query.Parameter is NumberQuery { Value: >= 0 and <= 1 } share => $"quantile({share.Value.ToString("R", CultureInfo.InvariantCulture)})",
        _ => null,
    };
}
