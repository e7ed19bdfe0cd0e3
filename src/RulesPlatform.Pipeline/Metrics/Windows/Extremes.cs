namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>Least and greatest; both NaN once a NaN went in.</summary>
internal struct Extremes : IPaneAggregate<Extremes>
{
    public double Least;
    public double Greatest;

    public int Count { get; private set; }

    public void Add(long unixMs, double value)
    {
        Least = Count == 0 ? value : Math.Min(Least, value);
        Greatest = Count == 0 ? value : Math.Max(Greatest, value);
        Count++;
    }

    public static Extremes Combine(in Extremes earlier, in Extremes later) =>
        earlier.Count == 0 ? later
        : later.Count == 0 ? earlier
        : new()
        {
            Least = Math.Min(earlier.Least, later.Least),
            Greatest = Math.Max(earlier.Greatest, later.Greatest),
            Count = earlier.Count + later.Count,
        };
}
