using System.Globalization;
using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Functions over a range → folds.</summary>
internal static class WindowFunctions
{
    private static readonly Dictionary<string, string> s_folds = new(StringComparer.Ordinal)
    {
        ["rate"] = "rate",
        ["irate"] = "rate",
        ["increase"] = "increase",
        ["delta"] = "delta",
        ["deriv"] = "slope",
        ["changes"] = "changes",
        ["avg_over_time"] = "avg",
        ["min_over_time"] = "min",
        ["max_over_time"] = "max",
        ["sum_over_time"] = "sum",
        ["count_over_time"] = "count",
        ["stddev_over_time"] = "stddev",
        ["last_over_time"] = "last",
        ["quantile_over_time"] = "p",
    };

    /// <summary>Null where the function is none of them.</summary>
    /// <param name="call">Its percentile, where it has one, is read from its first argument.</param>
    public static string? Fold(CallQuery call, RuleNotes notes)
    {
        if (!s_folds.TryGetValue(call.Function, out string? fold))
        {
            return null;
        }
        notes.Means(Meaning.WindowEdge | (fold is "rate" or "increase" ? Meaning.Extrapolation : fold == "delta" ? Meaning.Delta : Meaning.None));
        if (call.Function == "irate")
        {
            notes.Remark(call, "'irate' looks at the last two samples; it becomes the rate over the whole window, which is calmer");
        }
        if (fold != "p")
        {
            return fold;
        }
        if (call.Arguments is [NumberQuery { Value: >= 0 and <= 1 } share, _])
        {
            return $"p{Math.Round(share.Value * 100, 6).ToString(CultureInfo.InvariantCulture)}";
        }
        notes.Refuse(call, "a quantile from 0 to 1 is a number here");
        return "p";
    }
}
