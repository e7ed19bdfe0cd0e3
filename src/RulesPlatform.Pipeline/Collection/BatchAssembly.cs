using System.Buffers;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>
/// Lays the answers of a job's targets end to end: targets in job order; of each its synthetic series, its samples as answered,
/// its end markers; last, the end markers of targets that are gone. Of one series and time only the first is kept, and a value
/// outweighs an end marker. A series column equal to the one before is shared with it, so that a steady job costs one column of values.
/// Not thread-safe.
/// </summary>
internal sealed class BatchAssembly
{
    private readonly HashSet<(int Series, long Time)> _taken = [];
    private readonly List<TargetReport> _reports = [];
    private int[] _handedOver = [];
    private bool _isKnownUnique;
    private int[] _series = [];
    private double[] _values = [];
    private long[] _times = [];
    private int _count;

    /// <summary>Samples of the last batch left out because another target had given the same series and time.</summary>
    public int Duplicates { get; private set; }

    /// <param name="targets">In job order: settled ones, and in the first batch those presumed down, which get an <c>up</c> of 0 and nothing else.</param>
    public SampleBatch Build(string job, Slot slot, IReadOnlyList<TargetMemory> targets, IReadOnlyList<Orphan> orphans, DateTimeOffset now, bool isLate)
    {
        TargetMemory[] settled = [.. targets.Where(target => isLate || !target.IsPresumedDown)];
        int capacity = targets.Count * TargetMemory.SyntheticCount
            + settled.Sum(target => target.AnsweredCount + target.Ended.Count) + orphans.Sum(orphan => orphan.Series.Length);
        Rent(capacity, isTimed: Array.Exists(settled, target => target.IsTimed));
        _reports.Clear();
        try
        {
            foreach (TargetMemory target in targets)
            {
                if (target.IsPresumedDown && !isLate)
                {
                    AddPresumed(target, slot, now);
                }
                else
                {
                    AddSettled(target, slot);
                }
            }
            foreach (Orphan orphan in orphans)
            {
                AddOrphan(job, orphan, slot, now);
            }
            return Finish(job, slot, mayRepeat: settled.Length + orphans.Count > 1, isLate);
        }
        finally
        {
            Return();
        }
    }

    private void AddPresumed(TargetMemory target, Slot slot, DateTimeOffset now)
    {
        string reason = $"down, and no answer yet when the slot was handed over; at the slot before: {target.LastReason}";
        _reports.Add(new TargetReport(target.Target.Address, _count, 1, now, TimeSpan.Zero, reason));
        Add(target.Synthetic[0], 0, slot);
    }

    private void AddSettled(TargetMemory target, Slot slot)
    {
        int first = _count;
        TargetOutcome outcome = target.Outcome!;
        if (!target.IsPresumedDown)
        {
            Add(target.Synthetic[0], outcome.Reason is null ? 1 : 0, slot);
        }
        Add(target.Synthetic[1], outcome.Duration.TotalSeconds, slot);
        Add(target.Synthetic[2], outcome.Scraped, slot);
        int answered = target.AnsweredCount;
        if (answered > 0)
        {
            Span<long> times = _times.Length == 0 ? [] : _times.AsSpan(_count, answered);
            target.CopyTo(slot, _series.AsSpan(_count, answered), _values.AsSpan(_count, answered), times);
            _count += answered;
        }
        foreach (int series in target.Ended)
        {
            Add(series, Staleness.Marker, slot);
        }
        _reports.Add(new TargetReport(target.Target.Address, first, _count - first, outcome.ReceivedAt, outcome.Duration, outcome.Reason));
    }

    private void AddOrphan(string job, Orphan orphan, Slot slot, DateTimeOffset now)
    {
        int first = _count;
        foreach (int series in orphan.Series)
        {
            Add(series, Staleness.Marker, slot);
        }
        string reason = $"no longer a target of job '{job}'; its series end here";
        _reports.Add(new TargetReport(orphan.Address, first, _count - first, now, TimeSpan.Zero, reason));
    }

    private void Add(int series, double value, Slot slot)
    {
        _series[_count] = series;
        _values[_count] = value;
        if (_times.Length != 0)
        {
            _times[_count] = slot.UnixMs;
        }
        _count++;
    }

    private SampleBatch Finish(string job, Slot slot, bool mayRepeat, bool isLate)
    {
        ReadOnlySpan<int> assembled = _series.AsSpan(0, _count);
        bool isSame = assembled.SequenceEqual(_handedOver);
        Duplicates = 0;
        if (mayRepeat && !(isSame && _isKnownUnique && _times.Length == 0))
        {
            DropRepeated(slot);
            assembled = _series.AsSpan(0, _count);
            isSame = assembled.SequenceEqual(_handedOver);
        }
        _isKnownUnique = Duplicates == 0;
        if (!isSame)
        {
            _handedOver = assembled.ToArray();
        }
        long[] times = _times.Length == 0 ? [] : _times.AsSpan(0, _count).ToArray();
        return new SampleBatch(job, slot, _handedOver, _values.AsSpan(0, _count).ToArray(), times, [.. _reports], isLate);
    }

    /// <summary>Two passes, values before end markers, so that a series that moved from one target to another does not end.</summary>
    private void DropRepeated(Slot slot)
    {
        Span<bool> drop = new bool[_count];
        for (int i = 0; i < _count; i++)
        {
            drop[i] = !Staleness.IsMarker(_values[i]) && !_taken.Add((_series[i], TimeAt(i, slot)));
            Duplicates += drop[i] ? 1 : 0;
        }
        bool anyMarker = false;
        for (int i = 0; i < _count; i++)
        {
            bool repeats = Staleness.IsMarker(_values[i]) && !_taken.Add((_series[i], TimeAt(i, slot)));
            drop[i] |= repeats;
            anyMarker |= repeats;
        }
        if (Duplicates > 0 || anyMarker)
        {
            Compact(drop);
        }
        _taken.Clear();
        if (_times.Length == 0)
        {
            // Asked again only when some target's series change.
            _taken.TrimExcess();
        }
    }

    private void Compact(ReadOnlySpan<bool> drop)
    {
        int to = 0;
        for (int r = 0; r < _reports.Count; r++)
        {
            TargetReport report = _reports[r];
            int first = to;
            for (int i = report.First; i < report.First + report.Count; i++)
            {
                if (drop[i])
                {
                    continue;
                }
                (_series[to], _values[to]) = (_series[i], _values[i]);
                if (_times.Length != 0)
                {
                    _times[to] = _times[i];
                }
                to++;
            }
            _reports[r] = report with { First = first, Count = to - first };
        }
        _count = to;
    }

    private long TimeAt(int index, Slot slot) => _times.Length == 0 ? slot.UnixMs : _times[index];

    private void Rent(int capacity, bool isTimed)
    {
        _count = 0;
        _series = ArrayPool<int>.Shared.Rent(capacity);
        _values = ArrayPool<double>.Shared.Rent(capacity);
        _times = isTimed ? ArrayPool<long>.Shared.Rent(capacity) : [];
    }

    private void Return()
    {
        ArrayPool<int>.Shared.Return(_series);
        ArrayPool<double>.Shared.Return(_values);
        if (_times.Length != 0)
        {
            ArrayPool<long>.Shared.Return(_times);
        }
        (_series, _values, _times) = ([], [], []);
    }
}
