using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>The windows of one group, shared by the inputs that ask for the same, and which series and signals feed which of their rows.</summary>
internal sealed class GroupWindows(SeriesTable series, TimeSpan interval)
{
    private static readonly TimeSpan LeastMemory = TimeSpan.FromHours(1);

    private readonly SeriesTable _series = series;
    private readonly List<InputWindow> _windows = [];
    private readonly Dictionary<string, int> _windowOfKey = [];
    private readonly Dictionary<string, List<int>> _windowsOfMetric = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _windowsOfSignal = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Dictionary<LabelSet, int>> _rowsOfSignalWindow = [];
    private readonly Dictionary<string, TimeSpan> _memoryOfName = new(StringComparer.Ordinal);
    private readonly SeriesRoutes _routes = new();

    /// <summary>True when the signal is read here.</summary>
    public bool Reads(string signal) => _windowsOfSignal.ContainsKey(signal);

    /// <summary>The window that answers an input; made where there is none to share.</summary>
    public InputWindow WindowFor(InputDefinition input, SignalDefinition signal)
    {
        string key = InputWindow.KeyOf(input, interval, signal.Tolerance);
        string name = input.Metric ?? input.Signal!;
        // All windows over a metric forget a series at once, or the one that still knows it would bring it back to the others.
        _memoryOfName[name] = new[] { _memoryOfName.GetValueOrDefault(name), LeastMemory, signal.Reach, signal.Tolerance }.Max();
        if (!_windowOfKey.TryGetValue(key, out int index))
        {
            index = _windows.Count;
            _windowOfKey[key] = index;
            _windows.Add(new InputWindow(input, interval, signal.Tolerance));
            Dictionary<string, List<int>> byName = input.Metric is null ? _windowsOfSignal : _windowsOfMetric;
            if (!byName.TryGetValue(name, out List<int>? windows))
            {
                byName[name] = windows = [];
            }
            windows.Add(index);
        }
        return _windows[index];
    }

    /// <returns>Whether any of its samples is read here.</returns>
    public bool Feed(SampleBatch batch)
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
        return feeds;
    }

    /// <summary>An Unknown value reaches those who read the newest one, as NaN; windows over a signal just miss it.</summary>
    public void Feed(SignalValues values)
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

    public void AdvanceTo(Slot slot)
    {
        foreach (InputWindow window in _windows)
        {
            window.AdvanceTo(slot);
        }
    }

    /// <summary>Takes over the windows that an edit did not touch, and fills those that are new.</summary>
    /// <param name="judged">The group's last slot; null before the first: then there is nothing to fill.</param>
    public void Inherit(GroupWindows earlier, Slot? judged, Func<SeriesId, long, long, IReadOnlyList<Sample>> read)
    {
        var fresh = new List<int>();
        for (int i = 0; i < _windows.Count; i++)
        {
            if (!earlier._windowOfKey.TryGetValue(_windows[i].Key, out int same))
            {
                fresh.Add(i);
                continue;
            }
            StateCopy.Move(earlier._windows[same].Save, _windows[i].Load);
            if (earlier._rowsOfSignalWindow.TryGetValue(same, out Dictionary<LabelSet, int>? rows))
            {
                _rowsOfSignalWindow[i] = rows;
            }
        }
        ReconnectSeries();
        if (judged is { } slot)
        {
            fresh.ForEach(window => Fill(window, slot, read));
        }
    }

    /// <summary>Fills every window from the history, for a group that begins at <paramref name="from"/>.</summary>
    public void FillAll(Slot from, Func<SeriesId, long, long, IReadOnlyList<Sample>> read)
    {
        for (int i = 0; i < _windows.Count; i++)
        {
            Fill(i, from, read);
        }
    }

    /// <summary>
    /// Lets go of series of which nothing has been heard for longer than anything that reads them looks back, at least an hour: label values that come and go,
    /// such as pods, would fill the memory. A series that comes back begins anew.
    /// </summary>
    /// <returns>Whether there were any: rows then have other numbers.</returns>
    public bool Forget(Slot slot)
    {
        bool any = false;
        foreach (InputWindow window in _windows)
        {
            any |= window.Forget((slot - _memoryOfName[window.Metric ?? window.Signal!]).UnixMs);
        }
        if (any)
        {
            FindRowsOfSignals();
            ReconnectSeries();
        }
        return any;
    }

    public void Save(StateWriter writer) => _windows.ForEach(window => window.Save(writer));

    public void Load(StateReader reader)
    {
        _windows.ForEach(window => window.Load(reader));
        FindRowsOfSignals();
        ReconnectSeries();
    }

    private void FindRowsOfSignals()
    {
        foreach (int window in _windowsOfSignal.Values.SelectMany(all => all))
        {
            _rowsOfSignalWindow[window] = RowsOf(window);
        }
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
