namespace RulesPlatform.Pipeline.Metrics;

/// <summary>
/// What one collection job got for one slot, as columns of equal length. One batch is one journal row: durable before it is judged.
/// Immutable once built; the arrays are handed over, not copied.
/// </summary>
public sealed class SampleBatch
{
    private readonly int[] _series;
    private readonly double[] _values;
    private readonly long[] _times;

    /// <param name="times">Unix milliseconds per sample, or empty when every sample is of <paramref name="slot"/>.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public SampleBatch(string job, Slot slot, int[] series, double[] values, long[] times, IReadOnlyList<TargetReport> targets, bool isLate = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(job);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(times);
        if (series.Length != values.Length || (times.Length != 0 && times.Length != series.Length))
        {
            throw new ArgumentException($"Columns of one length are needed: {series.Length} series, {values.Length} values, {times.Length} times.", nameof(series));
        }
        (Job, Slot, _series, _values, _times, Targets, IsLate) = (job, slot, series, values, times, targets, isLate);
    }

    public string Job { get; }

    public Slot Slot { get; }

    /// <summary>Ids of <see cref="SeriesTable"/>. A series may occur more than once only with different times, oldest first.</summary>
    public ReadOnlySpan<int> Series => _series;

    /// <summary>NaN is a value that a target sent, unless it is <see cref="Staleness.Marker"/>: then the series ended at this slot.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Empty when every sample is of <see cref="Slot"/>.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>Which target answered which part of the columns, in column order; empty for pushed batches.</summary>
    public IReadOnlyList<TargetReport> Targets { get; }

    /// <summary>True for what came after its slot was judged: stored, but no part of that judgement.</summary>
    public bool IsLate { get; }

    public int Count => _series.Length;

    public long TimeOf(int index) => _times.Length == 0 ? Slot.UnixMs : _times[index];
}
