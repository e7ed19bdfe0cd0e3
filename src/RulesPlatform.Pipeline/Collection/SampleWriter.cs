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
    private bool _isTimed;

    /// <param name="filter">What <see cref="TryResolve"/> leaves out; null leaves out nothing.</param>
    public SampleWriter(SeriesTable table, CollectionGuards guards, LabelSet targetLabels, MetricFilter? filter = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(guards);
        ArgumentNullException.ThrowIfNull(targetLabels);
        (Table, _guards, TargetLabels, Filter) = (table, guards, targetLabels, filter ?? MetricFilter.All);
    }

    public SeriesTable Table { get; }

    public CollectionGuards Guards => _guards;

    /// <summary>The job's labels and the target's, <c>job</c> and <c>instance</c> among them; the source lays them over its own.</summary>
    public LabelSet TargetLabels { get; }

    public MetricFilter Filter { get; }

    public int Count { get; private set; }

    /// <summary>Samples that the target gave and the filter left out, as far as the source reported them.</summary>
    public int Dropped { get; private set; }

    public ReadOnlySpan<int> Series => _series.AsSpan(0, Count);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>Empty while no sample has a time of its own; 0 then marks a sample of the slot.</summary>
    public ReadOnlySpan<long> Times => _isTimed ? _times.AsSpan(0, Count) : [];

    public void Clear()
    {
        Count = 0;
        Dropped = 0;
        _isTimed = false;
    }

    /// <summary>Counts a sample that the filter leaves out.</summary>
    public void Drop() => Dropped++;

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
        if (_isTimed || unixMs is not null)
        {
            SetTime(unixMs ?? 0);
        }
        _series[Count] = series.Value;
        _values[Count] = value;
        Count++;
    }

    /// <summary>Adds a sample of a series that may be new: the target's labels are laid over <paramref name="labels"/>.</summary>
    /// <exception cref="SourceFaultException">A guard on the number of samples or on labels is broken.</exception>
    public void Add(string metric, LabelSet labels, double value, long? unixMs = null)
    {
        if (TryResolve(metric, labels, LabelClash.OursReplaces, out SeriesId series))
        {
            Add(series, value, unixMs);
        }
        else
        {
            Drop();
        }
    }

    /// <summary>Interns a series under the target's labels, unless the filter leaves its metric out.</summary>
    /// <exception cref="SourceFaultException">The labels break a guard.</exception>
    public bool TryResolve(string metric, LabelSet labels, LabelClash clash, out SeriesId series)
    {
        ArgumentNullException.ThrowIfNull(labels);
        series = default;
        if (!Filter.Keeps(metric))
        {
            return false;
        }
        LabelSet whole = clash switch
        {
            LabelClash.TheirsWins => TargetLabels.With(labels),
            LabelClash.TheirsIsRenamed => WithRenamed(labels),
            _ => labels.With(TargetLabels),
        };
        CheckGuards(metric, whole);
        series = Table.Intern(new SeriesKey(metric, whole));
        return true;
    }

    /// <summary>The columns as a batch of their own: of samples of one series and time the first stays; a series' times ascend.</summary>
    public SampleBatch ToBatch(string job, Slot slot)
    {
        var plan = new AnswerPlan();
        plan.Build(this, slot);
        int[] series = new int[plan.Count];
        double[] values = new double[plan.Count];
        long[] times = _isTimed ? new long[plan.Count] : [];
        plan.CopyTo(this, slot, series, values, times);
        return new SampleBatch(job, slot, series, values, times, []);
    }

    private void SetTime(long unixMs)
    {
        if (_times.Length < _series.Length)
        {
            Array.Resize(ref _times, _series.Length);
        }
        if (!_isTimed)
        {
            _times.AsSpan(0, Count).Clear();
            _isTimed = true;
        }
        _times[Count] = unixMs;
    }

    private LabelSet WithRenamed(LabelSet theirs)
    {
        List<Label> whole = [.. TargetLabels];
        foreach (Label label in theirs)
        {
            string name = label.Name;
            if (TargetLabels[name].Length > 0)
            {
                do
                {
                    name = "exported_" + name;
                }
                while (theirs[name].Length > 0 || whole.Exists(taken => taken.Name == name));
            }
            whole.Add(new Label(name, label.Value));
        }
        return LabelSet.Of(whole);
    }

    private void CheckGuards(string metric, LabelSet labels)
    {
        if (labels.Count > _guards.MaxLabels)
        {
            throw new SourceFaultException($"a series of '{metric}' has {labels.Count} labels, more than {_guards.MaxLabels} (guards.maxLabels); raise the guard or drop the metric");
        }
        foreach (Label label in labels)
        {
            if (label.Name.Length > _guards.MaxLabelNameLength)
            {
                throw new SourceFaultException($"a label name of '{metric}' has {label.Name.Length} characters ('{label.Name[..Math.Min(24, label.Name.Length)]}…'), more than {_guards.MaxLabelNameLength} (guards.maxLabelNameLength)");
            }
            if (label.Value.Length > _guards.MaxLabelValueLength)
            {
                throw new SourceFaultException($"the label '{label.Name}' of '{metric}' has a value of {label.Value.Length} characters, more than {_guards.MaxLabelValueLength} (guards.maxLabelValueLength)");
            }
        }
    }
}
