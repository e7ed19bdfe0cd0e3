namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>The newest sample: for <c>at</c> with an offset.</summary>
internal struct Newest : IPaneAggregate<Newest>
{
    public double Value;
    public long UnixMs;

    public int Count { get; private set; }

    public void Add(long unixMs, double value)
    {
        Value = value;
        UnixMs = unixMs;
        Count++;
    }

    public static Newest Combine(in Newest earlier, in Newest later) =>
        later.Count == 0 ? earlier : new() { Value = later.Value, UnixMs = later.UnixMs, Count = earlier.Count + later.Count };
}
