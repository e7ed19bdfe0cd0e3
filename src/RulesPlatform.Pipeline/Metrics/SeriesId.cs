namespace RulesPlatform.Pipeline.Metrics;

/// <summary>A series interned to a small integer; dense from 0 within one <see cref="SeriesTable"/>.</summary>
public readonly record struct SeriesId(int Value) : IComparable<SeriesId>
{
    public int CompareTo(SeriesId other) => Value.CompareTo(other.Value);
}
