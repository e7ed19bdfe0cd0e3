using RulesPlatform.History.Columns;

namespace RulesPlatform.History.Samples;

/// <summary>
/// Turns rows into a block, some columns at a time, so that a large target never holds the writer up. Not thread-safe.
/// </summary>
internal sealed class BlockEncoder
{
    /// <summary>Columns that are looked at together: a column may follow another of its group.</summary>
    private const int GroupSize = 128;

    private readonly IReadOnlyList<Row> _rows;
    private readonly BlockHeader _header;
    private readonly BitWriter _body = new();
    private readonly List<int> _lengths = [];
    private readonly ColumnGroup _group;
    private int _next;

    /// <param name="rows">At least one.</param>
    /// <param name="seeksLeaders">Whether columns are compared with each other: smaller and slower. For blocks that stay.</param>
    public BlockEncoder(IReadOnlyList<Row> rows, bool seeksLeaders)
    {
        _rows = rows;
        _header = BlockHeader.Of(rows);
        _group = new ColumnGroup(seeksLeaders);
    }

    public BlockHeader Header => _header;

    /// <summary>The columns that may be needed to read <paramref name="column"/>: its group.</summary>
    public static (int First, int End) GroupOf(int column) => (column / GroupSize * GroupSize, (column / GroupSize + 1) * GroupSize);

    public static Block Encode(IReadOnlyList<Row> rows, bool seeksLeaders)
    {
        var encoder = new BlockEncoder(rows, seeksLeaders);
        while (encoder.Advance())
        {
        }
        return encoder.Finish();
    }

    /// <summary>Encodes the next group of columns.</summary>
    /// <returns>False once there is none left.</returns>
    public bool Advance()
    {
        int end = Math.Min(_next + GroupSize, _header.Columns.Series.Length);
        if (_next == end)
        {
            return false;
        }
        _group.Gather(_header, _rows, _next, end);
        _group.Write(_body, _lengths);
        _next = end;
        return true;
    }

    public Block Finish() => new(_header.Write(_lengths), _body.Written.ToArray());
}
