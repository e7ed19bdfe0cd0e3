namespace RulesPlatform.History.Samples;

/// <summary>
/// What one target has sent and is not yet sealed: the oldest rows as small blocks in memory, the newest as they came.
/// Changed by the writer's thread only; read by any.
/// </summary>
internal sealed class SampleStream(int id, StreamKind kind, string job, string target)
{
    private const int KeptLayouts = 4;

    private readonly Lock _gate = new();
    private readonly List<MiniBlock> _minis = [];
    private readonly List<Row> _tail = [];
    private readonly List<Layout> _layouts = [];

    public int Id { get; } = id;

    public StreamKind Kind { get; } = kind;

    public string Job { get; } = job;

    public string Target { get; } = target;

    /// <summary>Sequence of the newest row in a chunk; 0 for none.</summary>
    public long SealedThrough { get; private set; }

    public int RowCount { get; private set; }

    public int TailCount => _tail.Count;

    /// <summary>Slot of the oldest row that is not sealed; meaningless while there is none.</summary>
    public long OldestSlot => _minis.Count > 0 ? _minis[0].FirstSlot : _tail.Count > 0 ? _tail[0].SlotMs : long.MaxValue;

    public long NewestSlot { get; private set; } = long.MinValue;

    /// <summary>Why the target was down when it last answered; null when it was up; meaningless while <see cref="HasReported"/> is false.</summary>
    public string? LastReason { get; private set; }

    public bool HasReported { get; private set; }

    /// <summary>Whether its oldest rows are on their way into a chunk: they must stay where they are.</summary>
    public bool IsSealing { get; private set; }

    public void Reported(string? reason) => (LastReason, HasReported) = (reason, true);

    public void Restore(long sealedThrough) => SealedThrough = sealedThrough;

    /// <summary>One of the last few layouts, if its series are these.</summary>
    public Layout? FindLayout(ReadOnlySpan<int> series)
    {
        for (int i = _layouts.Count - 1; i >= 0; i--)
        {
            if (series.SequenceEqual(_layouts[i].Series))
            {
                return _layouts[i];
            }
        }
        return null;
    }

    public void Remember(Layout layout)
    {
        _layouts.Remove(layout);
        if (_layouts.Count == KeptLayouts)
        {
            _layouts.RemoveAt(0);
        }
        _layouts.Add(layout);
    }

    /// <summary>Layouts that it may use again or has rows of in memory.</summary>
    public IEnumerable<int> LayoutIds() =>
        _layouts.Concat(_minis.SelectMany(mini => mini.Layouts)).Concat(_tail.Select(row => row.Layout)).Select(layout => layout.Id);

    public void Forget(Layout layout) => _layouts.Remove(layout);

    public void Append(Row row)
    {
        lock (_gate)
        {
            _tail.Add(row);
            RowCount++;
            NewestSlot = Math.Max(NewestSlot, row.SlotMs);
        }
    }

    /// <summary>Packs the oldest <paramref name="rows"/> of the tail.</summary>
    public void Pack(int rows)
    {
        MiniBlock mini = MiniBlock.Of(_tail.GetRange(0, rows));
        lock (_gate)
        {
            _minis.Add(mini);
            _tail.RemoveRange(0, rows);
        }
    }

    /// <summary>The oldest rows, at least <paramref name="wanted"/> of them where there are as many: whole small blocks, then the tail.</summary>
    public (IReadOnlyList<MiniBlock> Packed, IReadOnlyList<Row> Loose) BeginSealing(int wanted)
    {
        IsSealing = true;
        var packed = new List<MiniBlock>();
        int rows = 0;
        for (int i = 0; i < _minis.Count && rows < wanted; i++)
        {
            packed.Add(_minis[i]);
            rows += _minis[i].RowCount;
        }
        return (packed, rows >= wanted ? [] : _tail.GetRange(0, Math.Min(wanted - rows, _tail.Count)));
    }

    /// <summary>The oldest rows, as <see cref="BeginSealing"/> gave them, are in a chunk now.</summary>
    public void Sealed(int packed, int loose, int rows, long through)
    {
        IsSealing = false;
        lock (_gate)
        {
            _minis.RemoveRange(0, packed);
            _tail.RemoveRange(0, loose);
            RowCount -= rows;
            SealedThrough = through;
        }
    }

    /// <summary>Everything in memory at one moment.</summary>
    public UnsealedRows Snapshot()
    {
        lock (_gate)
        {
            return new UnsealedRows([.. _minis], [.. _tail], SealedThrough + 1);
        }
    }

    /// <summary>Bytes of samples in memory, without object overhead.</summary>
    public long Bytes()
    {
        lock (_gate)
        {
            return _minis.Sum(mini => (long)mini.Block.Header.Length + mini.Block.Body.Length)
                + _tail.Sum(row => row.Values.Length * (row.Times is null ? 8L : 16L));
        }
    }
}
