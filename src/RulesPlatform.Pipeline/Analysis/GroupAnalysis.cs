using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>
/// One watch group at work. What arrives for slots after the one that is judged next waits, so that a window never holds
/// what is younger than its slot.
/// </summary>
internal sealed class GroupAnalysis
{
    private static readonly long ForgetEveryMs = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    private readonly GroupWindows _windows;
    private readonly List<SignalEvaluation> _signals = [];
    private readonly Queue<SampleBatch> _waiting = new();
    private readonly Queue<SignalValues> _waitingSignals = new();
    private readonly SortedSet<string> _feeds = new(StringComparer.Ordinal);

    public GroupAnalysis(WatchGroup group, SeriesTable series)
    {
        Group = group;
        _windows = new GroupWindows(series, group.Interval);
        foreach (SignalDefinition signal in group.Signals)
        {
            InputWindow[] windows = [.. signal.Inputs.Select(input => _windows.WindowFor(input, signal))];
            _signals.Add(new SignalEvaluation(signal, group.Interval, windows));
        }
    }

    public WatchGroup Group { get; }

    /// <summary>The last slot that was judged; null before the first.</summary>
    public Slot? Judged { get; set; }

    public IReadOnlyList<SignalEvaluation> Signals => _signals;

    /// <summary>Names of jobs that have sent samples which this group reads.</summary>
    public IReadOnlyCollection<string> Feeds => _feeds;

    /// <summary>True when a signal of another group is read here.</summary>
    public bool Reads(string signal) => _windows.Reads(signal);

    public void Accept(SampleBatch batch)
    {
        if (_waiting.Count > 0 || IsAhead(batch.Slot))
        {
            _waiting.Enqueue(batch);
            return;
        }
        Feed(batch);
    }

    public void Accept(SignalValues values)
    {
        if (_waitingSignals.Count > 0 || IsAhead(values.Slot))
        {
            _waitingSignals.Enqueue(values);
            return;
        }
        _windows.Feed(values);
    }

    public void Analyze(Slot slot)
    {
        ForgetSometimes(slot);
        Judged = slot;
        while (_waiting.TryPeek(out SampleBatch? batch) && batch.Slot <= slot)
        {
            Feed(_waiting.Dequeue());
        }
        while (_waitingSignals.TryPeek(out SignalValues? values) && values.Slot <= slot)
        {
            _windows.Feed(_waitingSignals.Dequeue());
        }
        _windows.AdvanceTo(slot);
        foreach (SignalEvaluation signal in _signals)
        {
            signal.Evaluate(slot);
            if (_windows.Reads(signal.Definition.Name))
            {
                _windows.Feed(SignalValues.Of(signal.Frame));
            }
        }
    }

    /// <summary>Takes over windows, rows and baselines that an edit did not touch.</summary>
    public void Inherit(GroupAnalysis earlier, Func<SeriesId, long, long, IReadOnlyList<Sample>> read)
    {
        Judged = earlier.Judged;
        foreach (SignalEvaluation signal in _signals)
        {
            SignalEvaluation? known = earlier._signals.Find(one => one.BaselineKey == signal.BaselineKey);
            if (known is not null && earlier.Group.Interval == Group.Interval)
            {
                StateCopy.Move(known.Save, signal.Load);
            }
        }
        _windows.Inherit(earlier._windows, Judged, read);
        foreach (SampleBatch batch in earlier._waiting)
        {
            Accept(batch);
        }
        foreach (SignalValues values in earlier._waitingSignals)
        {
            Accept(values);
        }
        _feeds.UnionWith(earlier._feeds);
    }

    /// <summary>Fills every window from the history, for a group that begins at <paramref name="from"/>.</summary>
    public void FillAll(Slot from, Func<SeriesId, long, long, IReadOnlyList<Sample>> read) => _windows.FillAll(from, read);

    public void Save(StateWriter writer)
    {
        writer.Write(Judged?.UnixMs ?? long.MinValue);
        writer.Write(_feeds.Count);
        foreach (string job in _feeds)
        {
            writer.Write(job);
        }
        _windows.Save(writer);
        _signals.ForEach(signal => signal.Save(writer));
        writer.Write(_waiting.Count);
        foreach (SampleBatch batch in _waiting)
        {
            writer.Write(batch);
        }
        writer.Write(_waitingSignals.Count);
        foreach (SignalValues values in _waitingSignals)
        {
            values.Save(writer);
        }
    }

    public void Load(StateReader reader)
    {
        long judged = reader.ReadInt64();
        Judged = judged == long.MinValue ? null : new Slot(judged);
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _feeds.Add(reader.ReadString());
        }
        _windows.Load(reader);
        _signals.ForEach(signal => signal.Load(reader));
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _waiting.Enqueue(reader.ReadBatch());
        }
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _waitingSignals.Enqueue(SignalValues.Load(reader));
        }
    }

    /// <summary>Before the first judgement everything is taken at once: the first slot is not known yet.</summary>
    private bool IsAhead(Slot slot) => Judged is { } judged && slot > judged + Group.Interval;

    private void Feed(SampleBatch batch)
    {
        if (_windows.Feed(batch))
        {
            _feeds.Add(batch.Job);
        }
    }

    /// <summary>Once an hour of slots, whenever that hour is judged: a restart and a replay forget at the same slots.</summary>
    private void ForgetSometimes(Slot slot)
    {
        if (Judged is { } judged && judged.UnixMs / ForgetEveryMs != slot.UnixMs / ForgetEveryMs && _windows.Forget(slot))
        {
            _signals.ForEach(signal => signal.ForgetRows());
        }
    }
}
