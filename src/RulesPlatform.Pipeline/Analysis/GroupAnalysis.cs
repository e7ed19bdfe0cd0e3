using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>
/// One watch group at work. What arrives for slots after the one that is judged next waits, so that a window never holds
/// what is younger than its slot.
/// </summary>
internal sealed class GroupAnalysis
{
    private readonly SeriesTable _series;
    private readonly List<InputWindow> _windows = [];
    private readonly Dictionary<string, int> _windowOfKey = [];
    private readonly Dictionary<string, List<int>> _windowsOfMetric = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _windowsOfSignal = new(StringComparer.Ordinal);
    private readonly List<SignalEvaluation> _signals = [];
    private readonly SeriesRoutes _routes = new();
    private readonly Dictionary<int, Dictionary<LabelSet, int>> _rowsOfSignalWindow = [];
    private readonly Queue<SampleBatch> _waiting = new();
    private readonly Queue<SignalValues> _waitingSignals = new();
    private readonly SortedSet<string> _feeds = new(StringComparer.Ordinal);

    public GroupAnalysis(WatchGroup group, SeriesTable series)
    {
        (Group, _series) = (group, series);
        foreach (SignalDefinition signal in group.Signals)
        {
            InputWindow[] windows = [.. signal.Inputs.Select(input => WindowFor(input, signal.Tolerance))];
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
    public bool Reads(string signal) => _windowsOfSignal.ContainsKey(signal);

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
        Feed(values);
    }

    public void Analyze(Slot slot)
    {
        Judged = slot;
        while (_waiting.TryPeek(out SampleBatch? batch) && batch.Slot <= slot)
        {
            Feed(_waiting.Dequeue());
        }
        while (_waitingSignals.TryPeek(out SignalValues? values) && values.Slot <= slot)
        {
            Feed(_waitingSignals.Dequeue());
        }
        foreach (InputWindow window in _windows)
        {
            window.AdvanceTo(slot);
        }
        foreach (SignalEvaluation signal in _signals)
        {
            signal.Evaluate(slot);
            if (_windowsOfSignal.ContainsKey(signal.Definition.Name))
            {
                Feed(SignalValues.Of(signal.Frame));
            }
        }
    }

    /// <summary>Takes over windows, rows and baselines that an edit did not touch; returns the windows that are new and hold nothing yet.</summary>
    public void Inherit(GroupAnalysis earlier, Func<SeriesId, long, long, IReadOnlyList<Sample>> read)
    {
        Judged = earlier.Judged;
        bool isSameInterval = earlier.Group.Interval == Group.Interval;
        var fresh = new List<int>();
        for (int i = 0; i < _windows.Count; i++)
        {
            if (isSameInterval && earlier._windowOfKey.TryGetValue(_windows[i].Key, out int same))
            {
                Restore(earlier._windows[same].Save, _windows[i].Load);
                if (earlier._rowsOfSignalWindow.TryGetValue(same, out Dictionary<LabelSet, int>? rows))
                {
                    _rowsOfSignalWindow[i] = rows;
                }
                continue;
            }
            fresh.Add(i);
        }
        foreach (SignalEvaluation signal in _signals)
        {
            SignalEvaluation? known = earlier._signals.Find(one => one.BaselineKey == signal.BaselineKey);
            if (known is not null && isSameInterval)
            {
                Restore(known.Save, signal.Load);
            }
        }
        ReconnectSeries();
        if (Judged is { } judged)
        {
            fresh.ForEach(window => Fill(window, judged, read));
        }
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
    public void FillAll(Slot from, Func<SeriesId, long, long, IReadOnlyList<Sample>> read)
    {
        for (int i = 0; i < _windows.Count; i++)
        {
            Fill(i, from, read);
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Write(Judged?.UnixMs ?? long.MinValue);
        writer.Write(_feeds.Count);
        foreach (string job in _feeds)
        {
            writer.Write(job);
        }
        _windows.ForEach(window => window.Save(writer));
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
        _windows.ForEach(window => window.Load(reader));
        _signals.ForEach(signal => signal.Load(reader));
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _waiting.Enqueue(reader.ReadBatch());
        }
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _waitingSignals.Enqueue(SignalValues.Load(reader));
        }
        foreach ((int window, Dictionary<LabelSet, int> rows) in _windowsOfSignal.Values.SelectMany(all => all).Distinct().Select(window => (window, RowsOf(window))))
        {
            _rowsOfSignalWindow[window] = rows;
        }
        ReconnectSeries();
    }

    private static void Restore(Action<StateWriter> save, Action<StateReader> load)
    {
        using var writer = new StateWriter();
        save(writer);
        using var reader = new StateReader(writer.ToMemory());
        load(reader);
    }

    private Dictionary<LabelSet, int> RowsOf(int window)
    {
        var rows = new Dictionary<LabelSet, int>();
        for (int row = 0; row < _windows[window].Count; row++)
        {
            rows[_windows[window].Labels[row]] = row;
        }
        return rows;
    }

    /// <summary>Before the first judgement everything is taken at once: the first slot is not known yet.</summary>
    private bool IsAhead(Slot slot) => Judged is { } judged && slot > judged + Group.Interval;

    private InputWindow WindowFor(InputDefinition input, TimeSpan tolerance)
    {
        string key = InputWindow.KeyOf(input, Group.Interval, tolerance);
        if (!_windowOfKey.TryGetValue(key, out int index))
        {
            index = _windows.Count;
            _windowOfKey[key] = index;
            _windows.Add(new InputWindow(input, Group.Interval, tolerance));
            Dictionary<string, List<int>> byName = input.Metric is null ? _windowsOfSignal : _windowsOfMetric;
            string name = input.Metric ?? input.Signal!;
            if (!byName.TryGetValue(name, out List<int>? windows))
            {
                byName[name] = windows = [];
            }
            windows.Add(index);
        }
        return _windows[index];
    }

    private void Feed(SampleBatch batch)
    {
        AdvanceTo(batch.Slot);
        ReadOnlySpan<int> series = batch.Series;
        ReadOnlySpan<double> values = batch.Values;
        bool feeds = false;
        for (int i = 0; i < series.Length; i++)
        {
            if (!_routes.TryFind(series[i], out int route))
            {
                route = Resolve(new SeriesId(series[i]));
            }
            while (route >= 0)
            {
                SeriesRoutes.Route target = _routes[route];
                _windows[target.Window].Add(target.Row, batch.TimeOf(i), values[i]);
                route = target.Next;
                feeds = true;
            }
        }
        if (feeds)
        {
            _feeds.Add(batch.Job);
        }
    }

    /// <summary>An Unknown value reaches those who read the newest one, as NaN; windows over a signal just miss it.</summary>
    private void Feed(SignalValues values)
    {
        if (!_windowsOfSignal.TryGetValue(values.Signal, out List<int>? windows))
        {
            return;
        }
        AdvanceTo(values.Slot);
        foreach (int index in windows)
        {
            InputWindow window = _windows[index];
            if (!_rowsOfSignalWindow.TryGetValue(index, out Dictionary<LabelSet, int>? rows))
            {
                _rowsOfSignalWindow[index] = rows = [];
            }
            for (int i = 0; i < values.Labels.Length; i++)
            {
                LabelSet labels = values.Labels[i];
                if (!window.Matches(labels) || (window.HasPanes && double.IsNaN(values.Values[i])))
                {
                    continue;
                }
                if (!rows.TryGetValue(labels, out int row))
                {
                    rows[labels] = row = window.AddRow(labels);
                }
                window.Add(row, values.Slot.UnixMs, values.Values[i]);
            }
        }
    }

    private void AdvanceTo(Slot slot)
    {
        foreach (InputWindow window in _windows)
        {
            window.AdvanceTo(slot);
        }
    }

    private int Resolve(SeriesId id)
    {
        SeriesKey key = _series[id];
        var targets = new List<(int, int)>();
        if (_windowsOfMetric.TryGetValue(key.Metric, out List<int>? windows))
        {
            foreach (int window in windows.Where(window => _windows[window].Matches(key.Labels)))
            {
                targets.Add((window, _windows[window].AddRow(key.Labels)));
            }
        }
        return _routes.Resolve(id.Value, targets);
    }

    /// <summary>Rows come back from a checkpoint or an earlier rule set by their labels; the series that feed them are found again here.</summary>
    private void ReconnectSeries()
    {
        _routes.Clear();
        foreach ((string metric, List<int> windows) in _windowsOfMetric)
        {
            var routes = new SortedDictionary<int, List<(int, int)>>();
            foreach (int window in windows)
            {
                for (int row = 0; row < _windows[window].Count; row++)
                {
                    if (!_series.TryFind(new SeriesKey(metric, _windows[window].Labels[row]), out SeriesId id))
                    {
                        continue;
                    }
                    if (!routes.TryGetValue(id.Value, out List<(int, int)>? targets))
                    {
                        routes[id.Value] = targets = [];
                    }
                    targets.Add((window, row));
                }
            }
            foreach ((int id, List<(int Window, int Row)> targets) in routes)
            {
                // A window that is new to this series has no row for it yet.
                foreach (int window in windows.Where(window => targets.TrueForAll(target => target.Window != window)))
                {
                    LabelSet labels = _series[new SeriesId(id)].Labels;
                    if (_windows[window].Matches(labels))
                    {
                        targets.Add((window, _windows[window].AddRow(labels)));
                    }
                }
                _routes.Resolve(id, targets);
            }
        }
    }

    private void Fill(int window, Slot judged, Func<SeriesId, long, long, IReadOnlyList<Sample>> read)
    {
        InputWindow target = _windows[window];
        if (target.Metric is null)
        {
            return;
        }
        long from = (judged - target.Over - target.Offset).UnixMs;
        var samples = new List<(Sample Sample, int Row)>();
        for (int id = 0; id < _series.Count; id++)
        {
            if (!_series.TryGet(new SeriesId(id), out SeriesKey key) || key.Metric != target.Metric || !target.Matches(key.Labels))
            {
                continue;
            }
            IReadOnlyList<Sample> past = read(new SeriesId(id), from, judged.UnixMs);
            if (past.Count == 0)
            {
                continue;
            }
            int row = RowFor(window, new SeriesId(id), key.Labels);
            samples.AddRange(past.Select(sample => (sample, row)));
        }
        // All rows share one open pane, so the past is told in the order of time.
        foreach ((Sample sample, int row) in samples.OrderBy(one => one.Sample.UnixMs))
        {
            target.AdvanceTo(new Slot(sample.UnixMs));
            target.Add(row, sample.UnixMs, sample.Value);
        }
    }

    private int RowFor(int window, SeriesId id, LabelSet labels)
    {
        if (!_routes.TryFind(id.Value, out int route))
        {
            route = Resolve(id);
        }
        while (route >= 0)
        {
            SeriesRoutes.Route target = _routes[route];
            if (target.Window == window)
            {
                return target.Row;
            }
            route = target.Next;
        }
        throw new InvalidOperationException($"Series {id.Value} {labels} was resolved without the window it matches.");
    }
}
