using System.Globalization;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>Quantiles from cumulative buckets.</summary>
internal static class Histogram
{
    public static bool IsHistogram(Combine combine) => combine.Kind == CombineKind.HistogramQuantile;

    /// <summary>The upper bound in an <c>le</c> label; NaN for one that is no number.</summary>
    public static double BoundOf(string le) =>
        le is "+Inf" or "Inf" ? double.PositiveInfinity
        : double.TryParse(le, NumberStyles.Float, CultureInfo.InvariantCulture, out double bound) ? bound
        : double.NaN;

    /// <summary>
    /// Linear interpolation inside the bucket that holds the rank; the lowest bucket begins at 0 when its bound is positive; a rank in the
    /// last, unbounded bucket answers the highest finite bound. NaN without an unbounded bucket, with fewer than two buckets or without
    /// observations.
    /// </summary>
    /// <param name="wasRepaired">True where counts fell from one bucket to the next and were raised to the one before.</param>
    public static double Quantile(double quantile, Span<double> bounds, Span<double> counts, out bool wasRepaired)
    {
        wasRepaired = false;
        bounds.Sort(counts);
        if (bounds.Length < 2 || !double.IsPositiveInfinity(bounds[^1]))
        {
            return double.NaN;
        }
        for (int i = 1; i < counts.Length; i++)
        {
            if (counts[i] < counts[i - 1])
            {
                counts[i] = counts[i - 1];
                wasRepaired = true;
            }
        }
        double total = counts[^1];
        if (!(total > 0))
        {
            return double.NaN;
        }
        double rank = quantile * total;
        int bucket = 0;
        while (bucket < counts.Length - 1 && counts[bucket] < rank)
        {
            bucket++;
        }
        if (bucket == counts.Length - 1)
        {
            return bounds[^2];
        }
        double start = bucket > 0 ? bounds[bucket - 1] : bounds[0] > 0 ? 0 : bounds[0];
        double before = bucket > 0 ? counts[bucket - 1] : 0;
        double inside = counts[bucket] - before;
        return inside <= 0 ? bounds[bucket] : start + ((bounds[bucket] - start) * ((rank - before) / inside));
    }
}
