using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>
/// Which samples of an answer are kept, and in which order: of two with one series and time the first; a series' times ascending.
/// An answer with the series of the one before, in the same order, costs one comparison of columns. Not thread-safe.
/// </summary>
internal sealed class AnswerPlan
{
    private readonly HashSet<int> _present = [];
    private readonly HashSet<int> _ownTimed = [];
    private readonly Dictionary<int, long> _newest = [];
    private int[] _answered = [];
    private int[] _take = [];
    private int[] _order = [];
    private int _answeredCount = -1;

    public int Count { get; private set; }

    /// <summary>Samples left out because their series and time had been answered already.</summary>
    public int Duplicates { get; private set; }

    /// <summary>The series of the answer. Those with times of their own are told apart by <see cref="IsOwnTimed"/>.</summary>
    public IReadOnlyCollection<int> Present => _present;

    public bool Contains(int series) => _present.Contains(series);

    /// <summary>
    /// Whether the series came with times of its own. Such a series says itself when it was true, so that leaving it out of the next
    /// answer does not end it.
    /// </summary>
    public bool IsOwnTimed(int series) => _ownTimed.Contains(series);

    /// <summary>Forgets the answer before, so that the next <see cref="Build"/> starts afresh.</summary>
    public void Reset() => _answeredCount = -1;

    /// <param name="reserved">Series that the collector itself writes: an answer may not give them.</param>
    /// <returns>False where nothing changed against the answer before.</returns>
    public bool Build(SampleWriter writer, Slot slot, ReadOnlySpan<int> reserved = default)
    {
        bool isTimed = !writer.Times.IsEmpty;
        if (!isTimed && _answeredCount == writer.Count && writer.Series.SequenceEqual(_answered.AsSpan(0, _answeredCount)))
        {
            return false;
        }
        _present.Clear();
        _ownTimed.Clear();
        (Count, Duplicates) = (0, 0);
        foreach (int series in reserved)
        {
            _present.Add(series);
        }
        if (_take.Length < writer.Count)
        {
            Array.Resize(ref _take, Math.Max(writer.Count, _take.Length * 2));
        }
        if (isTimed)
        {
            TakeTimed(writer, slot, reserved);
        }
        else
        {
            TakeUntimed(writer);
        }
        Remember(writer.Series, isTimed);
        return true;
    }

    public void CopyTo(SampleWriter writer, Slot slot, Span<int> series, Span<double> values, Span<long> times)
    {
        bool isWhole = Count == writer.Count && writer.Times.IsEmpty;
        if (isWhole)
        {
            writer.Series.CopyTo(series);
            writer.Values.CopyTo(values);
            times.Fill(slot.UnixMs);
            return;
        }
        for (int i = 0; i < Count; i++)
        {
            int from = _take[i];
            series[i] = writer.Series[from];
            values[i] = writer.Values[from];
            if (!times.IsEmpty)
            {
                times[i] = TimeOf(writer, from, slot);
            }
        }
    }

    private static long TimeOf(SampleWriter writer, int index, Slot slot) =>
        writer.Times.IsEmpty || writer.Times[index] == 0 ? slot.UnixMs : writer.Times[index];

    private void TakeUntimed(SampleWriter writer)
    {
        ReadOnlySpan<int> series = writer.Series;
        for (int i = 0; i < series.Length; i++)
        {
            if (!IsWanted(writer, series[i]))
            {
                continue;
            }
            if (_present.Add(series[i]))
            {
                _take[Count++] = i;
            }
            else
            {
                Duplicates++;
            }
        }
    }

    private void TakeTimed(SampleWriter writer, Slot slot, ReadOnlySpan<int> reserved)
    {
        OrderByTime(writer, slot);
        _newest.Clear();
        foreach (int series in reserved)
        {
            _newest[series] = slot.UnixMs;
        }
        foreach (int from in _order.AsSpan(0, writer.Count))
        {
            int series = writer.Series[from];
            if (!IsWanted(writer, series))
            {
                continue;
            }
            long time = TimeOf(writer, from, slot);
            if (_newest.TryGetValue(series, out long newest) && newest == time)
            {
                Duplicates++;
                continue;
            }
            _newest[series] = time;
            _present.Add(series);
            if (writer.Times[from] != 0)
            {
                _ownTimed.Add(series);
            }
            _take[Count++] = from;
        }
    }

    /// <summary>As answered where every series' times ascend already; else all by time, equal times as answered.</summary>
    private void OrderByTime(SampleWriter writer, Slot slot)
    {
        if (_order.Length < writer.Count)
        {
            _order = new int[_take.Length];
        }
        bool ascends = true;
        _newest.Clear();
        for (int i = 0; i < writer.Count; i++)
        {
            _order[i] = i;
            long time = TimeOf(writer, i, slot);
            ascends &= !_newest.TryGetValue(writer.Series[i], out long newest) || newest <= time;
            _newest[writer.Series[i]] = time;
        }
        if (!ascends)
        {
            _order.AsSpan(0, writer.Count).Sort((left, right) =>
            {
                int byTime = TimeOf(writer, left, slot).CompareTo(TimeOf(writer, right, slot));
                return byTime != 0 ? byTime : left.CompareTo(right);
            });
        }
    }

    private static bool IsWanted(SampleWriter writer, int series) =>
        writer.Filter.KeepsAll || writer.Filter.Keeps(writer.Table[new SeriesId(series)].Metric);

    private void Remember(ReadOnlySpan<int> series, bool isTimed)
    {
        _answeredCount = isTimed ? -1 : series.Length;
        if (_answered.Length < series.Length)
        {
            _answered = new int[series.Length];
        }
        series.CopyTo(_answered);
    }
}
