namespace RulesPlatform.History.Samples;

/// <summary>One stream's oldest rows on their way into a chunk: unpacked and encoded a piece at a time.</summary>
internal sealed class Sealing
{
    private readonly IReadOnlyList<MiniBlock> _packed;
    private readonly IReadOnlyList<Row> _loose;
    private readonly List<Row> _rows = [];
    private int _unpacked;
    private BlockEncoder? _encoder;

    public Sealing(SampleStream stream, int rows)
    {
        Stream = stream;
        (_packed, _loose) = stream.BeginSealing(rows);
    }

    public SampleStream Stream { get; }

    public BlockHeader Header => _encoder!.Header;

    /// <summary>The block, once <see cref="Advance"/> has returned false.</summary>
    public Block? Block { get; private set; }

    /// <summary>Oldest and newest sample time.</summary>
    public (long Min, long Max) Times { get; private set; }

    public int Samples { get; private set; }

    /// <summary>Does the next piece.</summary>
    /// <returns>False once the block is there.</returns>
    public bool Advance()
    {
        if (_unpacked < _packed.Count)
        {
            _rows.AddRange(_packed[_unpacked++].Rows());
            return true;
        }
        if (_encoder is null)
        {
            _rows.AddRange(_loose);
            _encoder = new BlockEncoder(_rows, seeksLeaders: true);
            Samples = _rows.Sum(row => row.Values.Length);
            Times = (_rows.Min(row => row.OldestTime), _rows.Max(row => row.NewestTime));
            return true;
        }
        if (_encoder.Advance())
        {
            return true;
        }
        Block = _encoder.Finish();
        return false;
    }

    /// <summary>The chunk is durable: the rows leave memory.</summary>
    public void Done() => Stream.Sealed(_packed.Count, _loose.Count, _rows.Count, Header.Sequences[^1]);
}
