using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Analysis.Folds;

/// <summary>The definition of each fold over its aggregate.</summary>
internal static class FoldResults
{
    public static double Of(in Totals totals, Fold fold) =>
        fold == Fold.Count ? totals.Count
        : totals.Count == 0 ? double.NaN
        : fold == Fold.Avg ? totals.Sum / totals.Count
        : totals.Sum;

    public static double Of(in Extremes extremes, Fold fold) =>
        extremes.Count == 0 ? double.NaN : fold == Fold.Min ? extremes.Least : extremes.Greatest;

    public static double Of(in Moments moments, Fold fold) => moments.StandardDeviation;

    public static double Of(in Growth growth, Fold fold)
    {
        if (growth.Count < 2)
        {
            return double.NaN;
        }
        return fold switch
        {
            Fold.Increase => growth.Increase,
            Fold.Delta => growth.Last - growth.First,
            _ => growth.LastMs == growth.FirstMs ? double.NaN : growth.Increase / ((growth.LastMs - growth.FirstMs) / 1000.0),
        };
    }

    public static double Of(in Switches switches, Fold fold) => switches.Count == 0 ? double.NaN : switches.Changes;

    public static double Of(in Trend trend, Fold fold) => trend.Slope;

    public static double Of(in Newest newest, Fold fold) => newest.Count == 0 ? double.NaN : newest.Value;
}
