namespace RulesPlatform.Pipeline.Analysis;

/// <summary>How the folded values of several series with equal <c>by</c> labels become one.</summary>
public enum CombineKind
{
    Sum, Avg, Min, Max, Count, Stddev,

    /// <summary>Exact, linear interpolation; the argument is in 0…1.</summary>
    Quantile,

    /// <summary>The sum of the k largest; their labels are dropped.</summary>
    Top,

    /// <summary>The sum of the k smallest.</summary>
    Bottom,

    /// <summary>From cumulative buckets over <c>le</c>; the argument is in 0…1. Broken monotonicity is repaired and counted.</summary>
    HistogramQuantile,
}
