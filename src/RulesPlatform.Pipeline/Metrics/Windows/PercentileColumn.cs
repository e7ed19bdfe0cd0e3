namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>
/// Percentile windows for many series: exact over the raw values while a window holds at most 1,024 of them, else from the
/// panes' merged sketches. Advances like <see cref="PaneColumn{T}"/>.
/// </summary>
internal sealed class PercentileColumn(WindowGeometry geometry)
{
    public const int MostExact = 1024;

    private readonly List<Row> _rows = [];
    private double[] _sorted = new double[MostExact];
    private long _pane = long.MinValue;

    public int AddRow()
    {
        _rows.Add(new Row());
        return _rows.Count - 1;
    }

    public void Add(int row, long unixMs, double value) => _rows[row].Add(_pane, value);

    public void AdvanceTo(Slot slot)
    {
        long target = geometry.PaneOf(slot.UnixMs);
        if (target <= _pane)
        {
            return;
        }
        _pane = target;
        long oldest = target - geometry.DelayPanes - geometry.Panes + 1;
        _rows.ForEach(row => row.DropBefore(oldest));
    }

    public int CountOf(int row) => _rows[row].CountThrough(_pane - geometry.DelayPanes);

    /// <summary>NaN when empty or when a NaN is in the window.</summary>
    public double Read(int row, double quantile) => _rows[row].Read(_pane - geometry.DelayPanes, quantile, ref _sorted);

    /// <summary>Drops every other row.</summary>
    /// <param name="rows">Ascending; they become 0, 1, …</param>
    public void Keep(ReadOnlySpan<int> rows) => RowList.Keep(_rows, rows);

    public void Save(StateWriter writer)
    {
        writer.Write(_pane);
        writer.Write(_rows.Count);
        _rows.ForEach(row => row.Save(writer));
    }

    public void Load(StateReader reader)
    {
        _pane = reader.ReadInt64();
        _rows.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _rows.Add(Row.Load(reader));
        }
    }

    /// <summary>A row's panes, oldest first; each keeps its raw values until it alone holds more than can be exact.</summary>
    private sealed class Row
    {
        private readonly List<Pane> _panes = [];

        public void Add(long pane, double value)
        {
            if (_panes.Count == 0 || _panes[^1].Index != pane)
            {
                _panes.Add(new Pane(pane));
            }
            _panes[^1].Add(value);
        }

        public void DropBefore(long oldest)
        {
            int gone = 0;
            while (gone < _panes.Count && _panes[gone].Index < oldest)
            {
                gone++;
            }
            _panes.RemoveRange(0, gone);
        }

        public int CountThrough(long newest)
        {
            int count = 0;
            foreach (Pane pane in _panes)
            {
                count += pane.Index <= newest ? pane.Count : 0;
            }
            return count;
        }

        public double Read(long newest, double quantile, ref double[] sorted)
        {
            int count = CountThrough(newest);
            if (count == 0 || _panes.Exists(pane => pane.Index <= newest && pane.HasNaN))
            {
                return double.NaN;
            }
            if (count > MostExact)
            {
                var merged = new QuantileSketch();
                foreach (Pane pane in _panes.Where(pane => pane.Index <= newest))
                {
                    merged.Merge(pane.Sketch());
                }
                return merged.Quantile(quantile);
            }
            int filled = 0;
            foreach (Pane pane in _panes)
            {
                if (pane.Index <= newest)
                {
                    pane.CopyTo(sorted.AsSpan(filled));
                    filled += pane.Count;
                }
            }
            Span<double> values = sorted.AsSpan(0, filled);
            values.Sort();
            return Interpolate(values, quantile);
        }

        public void Save(StateWriter writer)
        {
            writer.Write(_panes.Count);
            _panes.ForEach(pane => pane.Save(writer));
        }

        public static Row Load(StateReader reader)
        {
            var row = new Row();
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                row._panes.Add(Pane.Load(reader));
            }
            return row;
        }
    }

    /// <param name="sorted">Ascending, not empty.</param>
    public static double Interpolate(ReadOnlySpan<double> sorted, double quantile)
    {
        double rank = quantile * (sorted.Length - 1);
        int below = (int)Math.Floor(rank);
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + ((rank - below) * (sorted[below + 1] - sorted[below]));
    }

    private sealed class Pane(long index)
    {
        private double[] _values = new double[4];
        private QuantileSketch? _sketch;

        public long Index => index;

        public int Count { get; private set; }

        public bool HasNaN { get; private set; }

        public void Add(double value)
        {
            HasNaN |= double.IsNaN(value);
            Count++;
            if (_sketch is not null)
            {
                _sketch.Add(value);
                return;
            }
            if (Count > MostExact)
            {
                _sketch = Sketch();
                _sketch.Add(value);
                _values = [];
                return;
            }
            if (Count > _values.Length)
            {
                Array.Resize(ref _values, Math.Min(MostExact, _values.Length * 2));
            }
            _values[Count - 1] = value;
        }

        public void CopyTo(Span<double> target) => _values.AsSpan(0, Count).CopyTo(target);

        public QuantileSketch Sketch()
        {
            if (_sketch is not null)
            {
                return _sketch;
            }
            var sketch = new QuantileSketch();
            foreach (double value in _values.AsSpan(0, Math.Min(Count, _values.Length)))
            {
                sketch.Add(value);
            }
            return sketch;
        }

        public void Save(StateWriter writer)
        {
            writer.Write(index);
            writer.Write(Count);
            writer.Write(HasNaN);
            writer.Write(_sketch is not null);
            if (_sketch is not null)
            {
                _sketch.Save(writer);
            }
            else
            {
                writer.WriteColumn<double>(_values.AsSpan(0, Count));
            }
        }

        public static Pane Load(StateReader reader)
        {
            var pane = new Pane(reader.ReadInt64()) { Count = reader.ReadInt32(), HasNaN = reader.ReadBoolean() };
            if (reader.ReadBoolean())
            {
                pane._sketch = QuantileSketch.Load(reader);
            }
            else
            {
                double[] values = reader.ReadColumn<double>();
                pane._values = values.Length == 0 ? new double[4] : values;
            }
            return pane;
        }
    }
}
