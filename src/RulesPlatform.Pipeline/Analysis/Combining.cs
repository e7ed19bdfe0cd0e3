using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>How folded values become one.</summary>
internal static class Combining
{
    /// <param name="values">Not empty; its order may change. A NaN among them makes the result NaN.</param>
    public static double Of(Combine combine, Span<double> values)
    {
        if (combine.Kind == CombineKind.Count)
        {
            return values.Length;
        }
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                return double.NaN;
            }
        }
        switch (combine.Kind)
        {
            case CombineKind.Sum:
                return Sum(values);
            case CombineKind.Avg:
                return Sum(values) / values.Length;
            case CombineKind.Min:
                return Extreme(values, Math.Min);
            case CombineKind.Max:
                return Extreme(values, Math.Max);
            case CombineKind.Stddev:
                return Deviation(values);
            case CombineKind.Quantile:
                values.Sort();
                return PercentileColumn.Interpolate(values, combine.Argument);
            case CombineKind.Top:
                values.Sort();
                return Sum(values[Math.Max(0, values.Length - (int)combine.Argument)..]);
            case CombineKind.Bottom:
                values.Sort();
                return Sum(values[..Math.Min(values.Length, (int)combine.Argument)]);
            default:
                throw new ArgumentOutOfRangeException(nameof(combine), combine.Kind, "Not a way to combine plain values.");
        }
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }
        return sum;
    }

    private static double Extreme(ReadOnlySpan<double> values, Func<double, double, double> better)
    {
        double best = values[0];
        foreach (double value in values)
        {
            best = better(best, value);
        }
        return best;
    }

    private static double Deviation(ReadOnlySpan<double> values)
    {
        var moments = new Moments();
        foreach (double value in values)
        {
            moments.Add(0, value);
        }
        return moments.StandardDeviation;
    }
}
