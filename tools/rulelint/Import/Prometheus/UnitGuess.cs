namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Units by the endings that Prometheus' naming convention asks for. A guess: units are text, and nothing is converted.</summary>
internal static class UnitGuess
{
    private const string Unknown = "value";

    public static string Of(Term term) => term switch
    {
        NumberTerm => "",
        InputTerm input => Of(input.Input),
        CallTerm { Function: "if", Arguments: [_, NumberTerm { Value: 1 }, NumberTerm { Value: 0 }] } => "bool",
        CallTerm { Function: "if" } choice => Of(choice.Arguments[1]),
        CallTerm { Function: "Ln" or "Log" or "Log10" or "Exp" or "Sign" or "Sqrt" or "Pow" } => Unknown,
        CallTerm call => Of(call.Arguments[0]),
        OperationTerm { IsComparison: true } or OperationTerm { Operator: "and" or "or" } => "bool",
        OperationTerm operation => Of(operation.Operator, Of(operation.Left), Of(operation.Right), operation),
        _ => Unknown,
    };

    private static string Of(string sign, string left, string right, OperationTerm operation) => (sign, left, right) switch
    {
        ("*", "ratio", "") when operation.Right is NumberTerm { Value: 100 } => "percent",
        ("*", "", "ratio") when operation.Left is NumberTerm { Value: 100 } => "percent",
        ("+" or "-", "", _) => right,
        ("+" or "-", _, "") => left,
        ("+" or "-", _, _) => left == right ? left : Unknown,
        ("/", not ("" or Unknown), _) when left == right => "ratio",
        ("/" or "*" or "%", _, "") when operation.Right is NumberTerm { Value: 1 } => left,
        _ => Unknown,
    };

    private static string Of(InputSpec input)
    {
        string whole = input.SignalUnit ?? OfMetric(input.Metric!);
        string folded = input.Fold switch
        {
            "rate" or "slope" => whole switch { "seconds" => "ratio", "count" or Unknown => "per_second", _ => $"{whole}_per_second" },
            "changes" or "count" => "count",
            _ => whole,
        };
        return input.Combine switch
        {
            "count" => "count",
            null or "sum" when folded == "bool" && input.By is not null => "count",
            { } quantile when quantile.StartsWith("histogram", StringComparison.Ordinal) => whole,
            _ => folded,
        };
    }

    private static string OfMetric(string metric)
    {
        string name = metric.EndsWith("_total", StringComparison.Ordinal) ? metric[..^"_total".Length] : metric.EndsWith("_bucket", StringComparison.Ordinal) ? metric[..^"_bucket".Length] : metric;
        string last = name[(name.LastIndexOf('_') + 1)..];
        return last switch
        {
            "seconds" or "bytes" or "ratio" or "celsius" or "volts" or "amperes" or "joules" or "grams" or "meters" or "percent" => last,
            "up" or "success" => "bool",
            _ => name != metric || last is "count" ? "count" : Unknown,
        };
    }
}
