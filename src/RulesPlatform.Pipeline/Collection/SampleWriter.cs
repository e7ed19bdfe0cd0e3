using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>
/// Columns under construction for one target's answer. Growing arrays that are reused from slot to slot: adding a sample of a
/// known series allocates nothing. Not thread-safe.
/// </summary>
public sealed class SampleWriter
{
    private readonly CollectionGuards _guards;
    private int[] _series = new int[256];
    private double[] _values = new double[256];
    private long[] _times = [];

    public SampleWriter(SeriesTable table, CollectionGuards guards, LabelSet targetLabels)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(guards);
        ArgumentNullException.ThrowIfNull(targetLabels);
        (Table, _guards, TargetLabels) = (table, guards, targetLabels);
    }

    public SeriesTable Table { get; }

    public CollectionGuards Guards => _guards;

    /// <summary>The job's labels and the target's, <c>job</c> and <c>instance</c> among them; the source lays them over its own.</summary>
    public LabelSet TargetLabels { get; }

    public int Count { get; private set; }

    public ReadOnlySpan<int> Series => _series.AsSpan(0, Count);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>Empty while no sample has a time of its own; 0 then marks a sample of the slot.</summary>
    public ReadOnlySpan<long> Times => _times.Length == 0 ? [] : _times.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        _times = [];
    }

    /// <param name="unixMs">The sample's own time, or null for one of the slot.</param>
    /// <exception cref="SourceFaultException">More samples than the guard allows.</exception>
    public void Add(SeriesId series, double value, long? unixMs = null)
    {
        if (Count >= _guards.MaxSamples)
        {
            throw new SourceFaultException($"the answer holds more than {_guards.MaxSamples} samples (guards.maxSamples); raise the guard or drop metrics with 'keep' and 'drop'");
        }
        if (Count == _series.Length)
        {
            Array.Resize(ref _series, Count * 2);
            Array.Resize(ref _values, Count * 2);
        }
        if (unixMs is not null && _times.Length < _series.Length)
        {
            Array.Resize(ref _times, _series.Length);
        }
        _series[Count] = series.Value;
        _values[Count] = value;
        if (_times.Length != 0)
        {
            if (_times.Length < _series.Length)
            {
                Array.Resize(ref _times, _series.Length);
            }
            _times[Count] = unixMs ?? 0;
        }
        Count++;
    }

    /// <summary>Adds a sample of a series that may be new: the target's labels are laid over <paramref name="labels"/>.</summary>
    public void Add(string metric, LabelSet labels, double value, long? unixMs = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Add(Table.Intern(new SeriesKey(metric, labels.With(TargetLabels))), value, unixMs);
    }
}
