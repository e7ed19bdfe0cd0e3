namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>Sum and count: for <c>sum</c>, <c>avg</c> and <c>count</c>.</summary>
internal struct Totals : IPaneAggregate<Totals>
{
    public double Sum;

    public int Count { get; private set; }

    public void Add(long unixMs, double value)
    {
        Sum += value;
        Count++;
    }

    public static Totals Combine(in Totals earlier, in Totals later) =>
        new() { Sum = earlier.Sum + later.Sum, Count = earlier.Count + later.Count };
}
