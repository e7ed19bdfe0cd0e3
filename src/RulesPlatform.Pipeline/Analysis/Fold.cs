namespace RulesPlatform.Pipeline.Analysis;

/// <summary>How the samples of one series in one window become one number.</summary>
public enum Fold
{
    /// <summary>The newest sample, however short the window; its age shows in the signal.</summary>
    Last, Avg, Min, Max, Sum, Count,

    /// <summary>Of the population.</summary>
    Stddev,

    /// <summary>Sum of positive deltas (a drop counts the new value) ÷ (t_last − t_first), a second; no extrapolation; two points or NaN.</summary>
    Rate,

    /// <summary>The numerator of <see cref="Rate"/>.</summary>
    Increase,

    /// <summary>Last − first; two points or NaN.</summary>
    Delta,

    /// <summary>How often the value differed from the one before it.</summary>
    Changes,

    /// <summary>Least squares, a second; two points or NaN.</summary>
    Slope,

    /// <summary>A percentile; which one stands beside the fold. Exact with linear interpolation up to 1,024 points, a sketch of 1 % beyond.</summary>
    Percentile,

    /// <summary>The sample that was newest at the window's end: used with an offset (<c>at</c>).</summary>
    At,
}
