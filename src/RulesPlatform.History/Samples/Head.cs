namespace RulesPlatform.History.Samples;

/// <summary>
/// The samples that are durable in the journal and not yet sealed, and what is to be done about them: which streams are due,
/// which journal rows no longer need their columns. Writer's thread only; readers go to the streams.
/// </summary>
internal sealed class Head(HistoryOptions options)
{
    private readonly Dictionary<(long Sequence, StreamKind Kind), int> _unsealedParts = [];
    private readonly Queue<(long Sequence, StreamKind Kind)> _bare = new();
    private readonly Queue<SampleStream> _full = new();
    private readonly Queue<SampleStream> _loose = new();
    private readonly HashSet<SampleStream> _queued = [];
    private readonly HashSet<SampleStream> _queuedLoose = [];
    private readonly HashSet<SampleStream> _open = [];
    private long _sweptAt = long.MinValue;

    public int MiniRows { get; } = Math.Max(options.ChunkRows / 5, 8);

    /// <summary>The newest slot of any batch: what "now" is to the store.</summary>
    public long NewestSlot { get; private set; } = long.MinValue;

    /// <summary>The oldest journal entry whose columns are still needed; <see cref="long.MaxValue"/> for none.</summary>
    public long OldestSequence => _unsealedParts.Count == 0 ? long.MaxValue : _unsealedParts.Keys.Min(key => key.Sequence);

    /// <summary>An entry is stored whose columns lie in <paramref name="parts"/> rows that are not sealed.</summary>
    public void Expect(long sequence, StreamKind kind, int parts)
    {
        if (parts == 0)
        {
            _bare.Enqueue((sequence, kind));
            return;
        }
        _unsealedParts[(sequence, kind)] = parts;
    }

    public void Append(SampleStream stream, Row row)
    {
        stream.Append(row);
        stream.Remember(row.Layout);
        _open.Add(stream);
        NewestSlot = Math.Max(NewestSlot, row.SlotMs);
        if (stream.TailCount >= MiniRows && _queuedLoose.Add(stream))
        {
            _loose.Enqueue(stream);
        }
        if (stream.TailCount >= MiniRows * 4 && !stream.IsSealing)
        {
            stream.Pack(MiniRows);
        }
        if (stream.RowCount >= WantedRows(stream) && _queued.Add(stream))
        {
            _full.Enqueue(stream);
        }
    }

    /// <summary>Packs one stream's oldest loose rows.</summary>
    /// <returns>False where there are none.</returns>
    public bool PackOne()
    {
        if (!_loose.TryDequeue(out SampleStream? stream))
        {
            return false;
        }
        _queuedLoose.Remove(stream);
        if (stream.TailCount >= MiniRows && !stream.IsSealing)
        {
            stream.Pack(MiniRows);
        }
        return true;
    }

    /// <summary>A stream whose oldest rows are to be sealed, and how many of them; null for none. It is not due again before <see cref="Sealed"/>.</summary>
    /// <param name="everything">Whether streams that could wait for more rows are due too.</param>
    public (SampleStream Stream, int Rows)? NextDue(bool everything)
    {
        Sweep(everything);
        return _full.TryDequeue(out SampleStream? stream) ? (stream, Math.Min(stream.RowCount, WantedRows(stream))) : null;
    }

    /// <summary>Rows of <paramref name="stream"/> are in a chunk now.</summary>
    public void Sealed(SampleStream stream, IEnumerable<long> sequences)
    {
        foreach (long sequence in sequences)
        {
            (long, StreamKind) key = (sequence, stream.Kind);
            if (_unsealedParts.TryGetValue(key, out int left))
            {
                if (left == 1)
                {
                    _unsealedParts.Remove(key);
                    _bare.Enqueue(key);
                }
                else
                {
                    _unsealedParts[key] = left - 1;
                }
            }
        }
        _queued.Remove(stream);
        if (stream.RowCount == 0)
        {
            _open.Remove(stream);
        }
        else if (stream.RowCount >= WantedRows(stream) && _queued.Add(stream))
        {
            _full.Enqueue(stream);
        }
    }

    /// <summary>Takes up to <paramref name="most"/> entries whose columns are all sealed.</summary>
    public List<(long Sequence, StreamKind Kind)> TakeBare(int most)
    {
        var taken = new List<(long, StreamKind)>();
        while (taken.Count < most && _bare.TryDequeue(out (long, StreamKind) entry))
        {
            taken.Add(entry);
        }
        return taken;
    }

    public void PutBack(List<(long Sequence, StreamKind Kind)> bare) => bare.ForEach(_bare.Enqueue);

    /// <summary>A new stream's first chunk is shorter by its id, so that targets that began together are not all due together.</summary>
    private int WantedRows(SampleStream stream) =>
        stream.SealedThrough == 0 ? options.ChunkRows - MiniRows * (stream.Id % 3) : options.ChunkRows;

    private void Sweep(bool everything)
    {
        const long Pause = 60_000;
        if (!everything && _sweptAt != long.MinValue && NewestSlot < _sweptAt + Pause)
        {
            return;
        }
        _sweptAt = NewestSlot;
        foreach (SampleStream stream in _open)
        {
            bool isOld = NewestSlot - stream.OldestSlot >= (long)options.MaxChunkSpan.TotalMilliseconds;
            bool isSilent = NewestSlot - stream.NewestSlot >= SilenceOf(stream);
            if ((everything || isOld || isSilent) && _queued.Add(stream))
            {
                _full.Enqueue(stream);
            }
        }
    }

    /// <summary>How long without a row makes a stream silent: the option, or four of its own steps where those are longer.</summary>
    private long SilenceOf(SampleStream stream)
    {
        long step = (stream.NewestSlot - stream.OldestSlot) / Math.Max(stream.RowCount - 1, 1);
        return Math.Max((long)options.SilentAfter.TotalMilliseconds, 4 * step);
    }
}
