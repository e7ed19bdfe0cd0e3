namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>
/// Mean and centred sum of squares, by Welford's update and the pairwise merge of Chan, Golub and LeVeque (1979): for <c>stddev</c> and
/// rolling baselines.
/// </summary>
internal struct Moments : IPaneAggregate<Moments>
{
    public double Mean;
    public double SquaredSum;

    public int Count { get; private set; }

    /// <summary>Of the population; NaN when empty.</summary>
    public readonly double StandardDeviation => Count == 0 ? double.NaN : Math.Sqrt(SquaredSum / Count);

    public void Add(long unixMs, double value)
    {
        Count++;
        double delta = value - Mean;
        Mean += delta / Count;
        SquaredSum += delta * (value - Mean);
    }

    public static Moments Combine(in Moments earlier, in Moments later)
    {
        if (earlier.Count == 0)
        {
            return later;
        }
        if (later.Count == 0)
        {
            return earlier;
        }
        int count = earlier.Count + later.Count;
        double delta = later.Mean - earlier.Mean;
        double share = (double)later.Count / count;
        return new()
        {
            Count = count,
            Mean = earlier.Mean + (delta * share),
            SquaredSum = earlier.SquaredSum + later.SquaredSum + (delta * delta * earlier.Count * share),
        };
    }
}
