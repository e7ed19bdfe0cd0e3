namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>
/// One sliding window for many series at once: a row each, all rows on the same pane. Adding a sample and reading a window cost the same
/// whatever the window spans. Blocks of <c>Panes</c> panes are aligned to the epoch; within a block a row keeps the merge of the panes
/// before the open one (the prefix), and of the block before it the merges from each pane to the block's end (the suffixes), as van Herk
/// (1992) and Gil and Werman (1993) do for minima. A window is then suffix ⊕ prefix ⊕ open, in that order, always.
/// </summary>
internal sealed class PaneColumn<T> where T : unmanaged, IPaneAggregate<T>
{
    private const int RowsAPage = 256;
    private const int FewestRows = 4;

    private readonly WindowGeometry _geometry;
    private readonly int _width;
    private readonly List<T[]> _pages = [];
    private long _pane = long.MinValue;

    public PaneColumn(WindowGeometry geometry)
    {
        _geometry = geometry;
        // open, prefix, then the block's panes, then the ring of panes that wait out the offset.
        _width = 2 + geometry.Panes + (geometry.DelayPanes > 0 ? geometry.DelayPanes + 1 : 0);
    }

    public int Rows { get; private set; }

    /// <summary>Aggregates that a row takes room for.</summary>
    internal int CellsARow => _width;

    public int AddRow()
    {
        (int page, int row) = Math.DivRem(Rows, RowsAPage);
        if (page == _pages.Count)
        {
            _pages.Add(new T[FewestRows * _width]);
        }
        else if (row * _width == _pages[page].Length)
        {
            // Most signals have a handful of rows: a whole page for each would be most of an idle platform's memory.
            T[] grown = _pages[page];
            Array.Resize(ref grown, Math.Min(RowsAPage, row * 2) * _width);
            _pages[page] = grown;
        }
        return Rows++;
    }

    public void Add(int row, long unixMs, double value)
    {
        Span<T> cells = Cells(row);
        if (_geometry.DelayPanes == 0)
        {
            cells[0].Add(unixMs, value);
        }
        else
        {
            Waiting(cells, _pane).Add(unixMs, value);
        }
    }

    /// <summary>Closes panes until the one that holds <paramref name="slot"/> is open. Going back does nothing.</summary>
    public void AdvanceTo(Slot slot)
    {
        long target = _geometry.PaneOf(slot.UnixMs);
        if (_pane == long.MinValue)
        {
            _pane = target;
        }
        long steps = target - _pane;
        if (steps <= 0)
        {
            return;
        }
        // After this many empty panes nothing of the past is left, wherever the block's edge lies.
        long most = (2L * _geometry.Panes) + _geometry.DelayPanes + 1;
        long first = Math.Max(_pane, target - most);
        if (first > _pane)
        {
            _pages.ForEach(Array.Clear);
        }
        for (long pane = first; pane < target; pane++)
        {
            Close(pane);
        }
        _pane = target;
    }

    /// <summary>The window that ends now (or an offset ago).</summary>
    public T Read(int row)
    {
        Span<T> cells = Cells(row);
        int position = PositionInBlock(_pane - _geometry.DelayPanes);
        T window = position + 1 < _geometry.Panes ? T.Combine(cells[2 + position + 1], cells[1]) : cells[1];
        return T.Combine(window, cells[0]);
    }

    /// <summary>Drops every other row.</summary>
    /// <param name="rows">Ascending; they become 0, 1, …</param>
    public void Keep(ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Cells(rows[i]).CopyTo(Cells(i));
        }
        for (int row = rows.Length; row < Rows; row++)
        {
            Cells(row).Clear();
        }
        Rows = rows.Length;
        int pages = (Rows + RowsAPage - 1) / RowsAPage;
        _pages.RemoveRange(pages, _pages.Count - pages);
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_pane);
        writer.Write(Rows);
        foreach (T[] page in _pages)
        {
            writer.WriteColumn<T>(page);
        }
    }

    public void Load(StateReader reader)
    {
        _pane = reader.ReadInt64();
        Rows = reader.ReadInt32();
        _pages.Clear();
        for (int row = 0; row < Rows; row += RowsAPage)
        {
            _pages.Add(reader.ReadColumn<T>());
        }
    }

    private Span<T> Cells(int row) => _pages[row / RowsAPage].AsSpan(row % RowsAPage * _width, _width);

    private ref T Waiting(Span<T> cells, long pane) =>
        ref cells[2 + _geometry.Panes + (int)(((pane % (_geometry.DelayPanes + 1)) + _geometry.DelayPanes + 1) % (_geometry.DelayPanes + 1))];

    private int PositionInBlock(long pane) => (int)(((pane % _geometry.Panes) + _geometry.Panes) % _geometry.Panes);

    /// <summary>Every row's open pane joins the prefix; at a block's end the panes become suffixes.</summary>
    private void Close(long pane)
    {
        int position = PositionInBlock(pane - _geometry.DelayPanes);
        bool endsBlock = position == _geometry.Panes - 1;
        for (int row = 0; row < Rows; row++)
        {
            Span<T> cells = Cells(row);
            Span<T> block = cells.Slice(2, _geometry.Panes);
            cells[1] = T.Combine(cells[1], cells[0]);
            block[position] = cells[0];
            if (endsBlock)
            {
                for (int i = block.Length - 2; i >= 0; i--)
                {
                    block[i] = T.Combine(block[i], block[i + 1]);
                }
                cells[1] = default;
            }
            cells[0] = default;
            if (_geometry.DelayPanes > 0)
            {
                cells[0] = Waiting(cells, pane + 1 - _geometry.DelayPanes);
                Waiting(cells, pane + 1) = default;
            }
        }
    }
}
