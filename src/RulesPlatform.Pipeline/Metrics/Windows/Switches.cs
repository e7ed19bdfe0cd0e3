namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>How often the value differed from the one before it: for <c>changes</c>.</summary>
internal struct Switches : IPaneAggregate<Switches>
{
    public double First;
    public double Last;
    public int Changes;

    public int Count { get; private set; }

    public void Add(long unixMs, double value)
    {
        if (Count == 0)
        {
            First = value;
        }
        else if (!value.Equals(Last))
        {
            Changes++;
        }
        Last = value;
        Count++;
    }

    public static Switches Combine(in Switches earlier, in Switches later) =>
        earlier.Count == 0 ? later
        : later.Count == 0 ? earlier
        : new()
        {
            First = earlier.First,
            Last = later.Last,
            Changes = earlier.Changes + later.Changes + (earlier.Last.Equals(later.First) ? 0 : 1),
            Count = earlier.Count + later.Count,
        };
}
