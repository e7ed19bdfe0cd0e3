using System.Globalization;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>How windows are folded and series combined: <c>rate</c>, <c>p99.9</c>, <c>quantile(0.9)</c>, <c>top(3)</c>.</summary>
internal static class FoldText
{
    public const string FoldPattern = "^(last|avg|min|max|sum|count|stddev|rate|increase|delta|changes|slope|at|p[0-9]+(\\.[0-9]+)?)$";
    public const string CombinePattern = "^(sum|avg|min|max|count|stddev|(quantile|top|bottom|histogramQuantile)\\([0-9.]+\\))$";

    private static readonly string[] Folds =
        ["last", "avg", "min", "max", "sum", "count", "stddev", "rate", "increase", "delta", "changes", "slope", "p50", "p99", "at"];

    private static readonly string[] PlainCombines = ["sum", "avg", "min", "max", "count", "stddev"];
    private static readonly string[] CallCombines = ["quantile", "top", "bottom", "histogramQuantile"];

    /// <param name="fold">The percentile is in 0…1 and 0 for other folds.</param>
    public static Flaw? ReadFold(string text, out (Fold Kind, double Percentile) fold)
    {
        fold = default;
        if (text is ['p', >= '0' and <= '9', ..] && decimal.TryParse(text.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent))
        {
            // In decimal, so that p99.9 is the double nearest to 0.999.
            fold = (Fold.Percentile, (double)(percent / 100));
            return percent <= 100 ? null : new Flaw(ReadingProblems.OutOfRange, $"{Printable.Quote(text)} is beyond the 100th percentile", "write p0 to p100");
        }
        if (Array.IndexOf(Folds, text) >= 0)
        {
            fold = (Enum.Parse<Fold>(text, ignoreCase: true), 0);
            return null;
        }
        string list = "the folds are last, avg, min, max, sum, count, stddev, rate, increase, delta, changes, slope, p0 to p100, at";
        string help = Nearest.To(text, Folds) is { } near ? $"did you mean '{near}'? {list}" : list;
        return new Flaw(ReadingProblems.UnknownWord, $"{Printable.Quote(text)} is not a known fold", help);
    }

    public static Flaw? ReadCombine(string text, out Combine combine)
    {
        combine = default;
        if (Array.IndexOf(PlainCombines, text) >= 0)
        {
            combine = new Combine(Enum.Parse<CombineKind>(text, ignoreCase: true));
            return null;
        }
        int open = text.IndexOf('(', StringComparison.Ordinal);
        string name = open < 0 ? text : text[..open];
        if (Array.IndexOf(CallCombines, name) < 0)
        {
            const string List = "the ways are sum, avg, min, max, count, stddev, quantile(0.9), top(3), bottom(3), histogramQuantile(0.99)";
            string help = Nearest.To(name, [.. PlainCombines, .. CallCombines]) is { } near ? $"did you mean '{near}'? {List}" : List;
            return new Flaw(ReadingProblems.UnknownWord, $"{Printable.Quote(text)} is not a known way to combine", help);
        }
        bool isCount = name is "top" or "bottom";
        double argument = 0;
        bool isNumber = open >= 0 && text.EndsWith(')') && TryNumber(text.AsSpan(open + 1, text.Length - open - 2), out argument);
        bool isRight = isNumber && (isCount ? argument >= 1 && argument == Math.Floor(argument) : argument <= 1);
        combine = new Combine(Enum.Parse<CombineKind>(name, ignoreCase: true), argument);
        return isRight ? null : new Flaw(
            ReadingProblems.OutOfRange, $"{Printable.Quote(text)} lacks a fitting number",
            isCount ? $"write how many: {name}(3)" : $"write a number from 0 to 1: {name}(0.99)");
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
