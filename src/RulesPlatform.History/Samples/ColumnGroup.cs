using RulesPlatform.History.Columns;

namespace RulesPlatform.History.Samples;

/// <summary>
/// Neighbouring columns under encoding. The buckets of a histogram stand side by side and grow with their total, so a growing
/// column is tried as a share of the one at the end of its ascending run; totals told twice are found the same way.
/// </summary>
internal sealed class ColumnGroup(bool seeksLeaders)
{
    private const int FewRows = 16;
    private const int Reach = 16;

    private readonly List<GatheredColumn> _columns = [];
    private ulong[] _residuals = [];
    private ulong[] _trial = [];
    private int _count;

    public void Gather(BlockHeader header, IReadOnlyList<Row> rows, int first, int end)
    {
        _count = end - first;
        while (_columns.Count < _count)
        {
            _columns.Add(new GatheredColumn());
        }
        for (int i = 0; i < _count; i++)
        {
            _columns[i].Begin(header.CountIn(first + i), header.Columns.IsFull(first + i));
        }
        for (int r = 0; r < rows.Count; r++)
        {
            GatherRow(header, rows[r], r, first, end);
        }
        int longest = 0;
        for (int i = 0; i < _count; i++)
        {
            _columns[i].Map();
            longest = Math.Max(longest, _columns[i].Count);
        }
        if (_residuals.Length < longest)
        {
            _residuals = new ulong[longest];
            _trial = new ulong[longest];
        }
    }

    public void Write(BitWriter body, List<int> lengths)
    {
        int[] ends = seeksLeaders ? RunEnds() : [];
        int leader = -1;
        for (int i = 0; i < _count; i++)
        {
            int candidate = -1;
            if (seeksLeaders)
            {
                bool leads = i > 0 && ends[i] == i && ends[i - 1] == i;
                leader = leads ? i : leader;
                candidate = ends[i] != i ? ends[i] : leads || leader < 0 || i - leader > Reach ? -1 : leader;
            }
            int before = body.Length;
            WriteColumn(body, i, candidate);
            body.Align();
            lengths.Add(body.Length - before);
        }
    }

    private void GatherRow(BlockHeader header, Row row, int index, int first, int end)
    {
        int layout = (int)header.LayoutOf[index];
        bool timed = header.TimeKinds[index] == BlockHeader.OfSamples;
        bool direct = header.Layouts.Count == 1 && row.Layout.IsDistinct;
        int from = direct ? first : 0;
        int to = direct ? end : row.Values.Length;
        for (int position = from; position < to; position++)
        {
            int column = header.Columns.ColumnAt(layout, position);
            if (column >= first && column < end)
            {
                _columns[column - first].Add(row.Values[position], timed ? row.Times![position] - row.SlotMs : null);
            }
        }
    }

    private void WriteColumn(BitWriter body, int index, int candidate)
    {
        GatheredColumn column = _columns[index];
        ReadOnlySpan<long> numbers = column.Numbers;
        column.WriteDomain(body);
        (Predictor predictor, int bits) = IntegerColumn.Choose(numbers, _residuals);
        ReadOnlySpan<long> leader = [];
        if (candidate >= 0 && CanFollow(column, _columns[candidate])
            && IntegerColumn.Estimate(Predictor.Follow, numbers, _columns[candidate].Numbers, _trial) + 10 < bits)
        {
            predictor = Predictor.Follow;
            leader = _columns[candidate].Numbers;
        }
        IntegerColumn.WritePredictor(body, predictor);
        if (predictor == Predictor.Follow)
        {
            body.WriteGamma((uint)ZigZag.Fold(candidate - index));
        }
        IntegerColumn.WriteAs(body, predictor, numbers, leader, _residuals);
        column.WriteTimes(body);
    }

    private static bool CanFollow(GatheredColumn column, GatheredColumn leader) =>
        leader.Grows && column.IsFull && column.Count == leader.Count && column.Domain == leader.Domain;

    /// <summary>By column: the last of the run in which each grows at least as much as the one before; itself where it does not grow.</summary>
    private int[] RunEnds()
    {
        int[] ends = new int[_count];
        for (int i = _count - 1; i >= 0; i--)
        {
            bool runsOn = i + 1 < _count && _columns[i].Grows && _columns[i + 1].Grows
                && _columns[i].Domain == _columns[i + 1].Domain && _columns[i + 1].Increase >= _columns[i].Increase
                && _columns[i].Count >= FewRows;
            ends[i] = runsOn ? ends[i + 1] : i;
        }
        return ends;
    }
}
