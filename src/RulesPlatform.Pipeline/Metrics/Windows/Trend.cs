namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>Centred sums of a least-squares line over time in seconds, merged as <see cref="Moments"/> are: for <c>slope</c>.</summary>
internal struct Trend : IPaneAggregate<Trend>
{
    public double MeanTime;
    public double MeanValue;
    public double TimeSquared;
    public double TimeValue;

    public int Count { get; private set; }

    /// <summary>A second; NaN below two points or when all points share one instant.</summary>
    public readonly double Slope => Count < 2 || TimeSquared == 0 ? double.NaN : TimeValue / TimeSquared;

    public void Add(long unixMs, double value)
    {
        Trend one = new() { MeanTime = unixMs / 1000.0, MeanValue = value, Count = 1 };
        this = Combine(this, one);
    }

    public static Trend Combine(in Trend earlier, in Trend later)
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
        double share = (double)later.Count / count;
        double time = later.MeanTime - earlier.MeanTime;
        double value = later.MeanValue - earlier.MeanValue;
        return new()
        {
            Count = count,
            MeanTime = earlier.MeanTime + (time * share),
            MeanValue = earlier.MeanValue + (value * share),
            TimeSquared = earlier.TimeSquared + later.TimeSquared + (time * time * earlier.Count * share),
            TimeValue = earlier.TimeValue + later.TimeValue + (time * value * earlier.Count * share),
        };
    }
}
