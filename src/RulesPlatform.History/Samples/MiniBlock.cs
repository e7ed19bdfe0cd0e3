namespace RulesPlatform.History.Samples;

/// <summary>Some rows, packed in memory: a block with the layouts it needs.</summary>
internal sealed record MiniBlock(Block Block, IReadOnlyList<Layout> Layouts, int RowCount, long FirstSlot, long OldestTime)
{
    public static MiniBlock Of(IReadOnlyList<Row> rows)
    {
        var encoder = new BlockEncoder(rows, seeksLeaders: false);
        while (encoder.Advance())
        {
        }
        return new MiniBlock(encoder.Finish(), encoder.Header.Layouts, rows.Count, rows[0].SlotMs, rows.Min(row => row.OldestTime));
    }

    public BlockHeader Header() => BlockHeader.Read(Block.Header, id => Layouts.First(layout => layout.Id == id));

    public Row[] Rows() => BlockColumns.Of(Block, Header()).ReadRows();
}
