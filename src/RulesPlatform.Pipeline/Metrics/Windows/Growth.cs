namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>First, last and the sum of increases of a counter, where a drop is a reset and counts the new value: for <c>rate</c>, <c>increase</c>, <c>delta</c>.</summary>
internal struct Growth : IPaneAggregate<Growth>
{
    public double First;
    public double Last;
    public double Increase;
    public long FirstMs;
    public long LastMs;

    public int Count { get; private set; }

    public void Add(long unixMs, double value)
    {
        if (Count == 0)
        {
            First = value;
            FirstMs = unixMs;
        }
        else
        {
            Increase += Step(Last, value);
        }
        Last = value;
        LastMs = unixMs;
        Count++;
    }

    public static Growth Combine(in Growth earlier, in Growth later) =>
        earlier.Count == 0 ? later
        : later.Count == 0 ? earlier
        : new()
        {
            First = earlier.First,
            FirstMs = earlier.FirstMs,
            Last = later.Last,
            LastMs = later.LastMs,
            Increase = earlier.Increase + Step(earlier.Last, later.First) + later.Increase,
            Count = earlier.Count + later.Count,
        };

    private static double Step(double from, double to) => to < from ? to : to - from;
}
