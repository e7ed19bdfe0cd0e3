using RulesPlatform.History.Columns;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Samples;

/// <summary>Decodes columns of one block; not thread-safe. The body is asked for in ranges, so that one series is read without the rest.</summary>
/// <param name="header">Of the block.</param>
/// <param name="range">Gives the body's bytes from an offset on.</param>
internal sealed class BlockColumns(BlockHeader header, Func<int, int, ReadOnlyMemory<byte>> range)
{
    private long[] _leader = [];
    private int _leaderColumn = -1;

    public BlockHeader Header => header;

    public static BlockColumns Of(Block block, BlockHeader header) => new(header, (offset, length) => block.Body.AsMemory(offset, length));

    /// <summary>A column's values in arrival order, and the offsets from the slot of those that have a time of their own.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public (double[] Values, long[] Offsets) Read(int column)
    {
        int count = header.CountIn(column);
        var reader = new BitReader(Bytes(column));
        (int domain, List<(int Position, ulong Bits)> exceptions) = ReadDomain(ref reader, count);
        long[] numbers = ReadNumbers(ref reader, column, count);
        double[] values = new double[count];
        NumberDomain.Restore(domain, numbers, values);
        foreach ((int position, ulong bits) in exceptions)
        {
            values[position] = BitConverter.UInt64BitsToDouble(bits);
        }
        int timed = header.TimedIn(column);
        return (values, timed == 0 ? [] : IntegerColumn.Read(ref reader, timed));
    }

    /// <summary>Tells a column's samples with <paramref name="from"/> ≤ time &lt; <paramref name="to"/> in arrival order.</summary>
    public void Visit(int column, long from, long to, Action<long, double> tell)
    {
        if (!header.IsRegular || !header.Columns.IsFull(column))
        {
            foreach ((_, Sample sample) in ReadSamples(column))
            {
                if (sample.UnixMs >= from && sample.UnixMs < to)
                {
                    tell(sample.UnixMs, sample.Value);
                }
            }
            return;
        }
        (double[] values, _) = Read(column);
        for (int row = 0; row < values.Length; row++)
        {
            long time = header.Slots[row] + header.Offsets[row];
            if (time >= from && time < to)
            {
                tell(time, values[row]);
            }
        }
    }

    /// <summary>One series' samples in arrival order, each with the sequence that carried it.</summary>
    public IEnumerable<(long Sequence, Sample Sample)> ReadSamples(int column)
    {
        (double[] values, long[] offsets) = Read(column);
        int next = 0;
        int nextOffset = 0;
        for (int row = 0; row < header.RowCount; row++)
        {
            for (int i = header.Columns.CountIn((int)header.LayoutOf[row], column); i > 0; i--)
            {
                long offset = header.TimeKinds[row] == BlockHeader.OfSamples ? offsets[nextOffset++] : header.Offsets[row];
                yield return (header.Sequences[row], new Sample(header.Slots[row] + offset, values[next++]));
            }
        }
    }

    /// <summary>All rows, as they arrived.</summary>
    public Row[] ReadRows()
    {
        Row[] rows = [.. Enumerable.Range(0, header.RowCount).Select(EmptyRow)];
        int[] next = new int[header.Columns.Series.Length];
        int[] nextOffset = new int[next.Length];
        var columns = new (double[] Values, long[] Offsets)[next.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = Read(column);
        }
        for (int r = 0; r < rows.Length; r++)
        {
            Row row = rows[r];
            bool timed = header.TimeKinds[r] == BlockHeader.OfSamples;
            for (int position = 0; position < row.Values.Length; position++)
            {
                int column = header.Columns.ColumnAt((int)header.LayoutOf[r], position);
                row.Values[position] = columns[column].Values[next[column]++];
                if (row.Times is not null)
                {
                    row.Times[position] = row.SlotMs + (timed ? columns[column].Offsets[nextOffset[column]++] : header.Offsets[r]);
                }
            }
        }
        return rows;
    }

    private Row EmptyRow(int index)
    {
        Layout layout = header.Layouts[(int)header.LayoutOf[index]];
        int count = layout.Series.Length;
        return new Row(
            header.Sequences[index], header.Slots[index], layout, new double[count],
            header.TimeKinds[index] == BlockHeader.AtSlot ? null : new long[count]);
    }

    private ReadOnlySpan<byte> Bytes(int column) => range(header.Starts[column], header.Starts[column + 1] - header.Starts[column]).Span;

    private long[] ReadNumbers(ref BitReader reader, int column, int count)
    {
        Predictor predictor = IntegerColumn.ReadPredictor(ref reader);
        long[] leader = predictor == Predictor.Follow ? ReadLeader(column + (int)ZigZag.Unfold(reader.ReadGamma()), count) : [];
        long[] numbers = new long[count];
        IntegerColumn.Read(ref reader, predictor, numbers, leader);
        return numbers;
    }

    private long[] ReadLeader(int column, int count)
    {
        if (column == _leaderColumn)
        {
            return _leader;
        }
        if ((uint)column >= (uint)header.Columns.Series.Length || header.CountIn(column) != count)
        {
            throw new InvalidDataException("A stored column follows one that is not there: the block is damaged.");
        }
        var reader = new BitReader(Bytes(column));
        ReadDomain(ref reader, count);
        Predictor predictor = IntegerColumn.ReadPredictor(ref reader);
        if (predictor == Predictor.Follow)
        {
            throw new InvalidDataException("A stored column follows one that follows another: the block is damaged.");
        }
        long[] numbers = new long[count];
        IntegerColumn.Read(ref reader, predictor, numbers, []);
        (_leader, _leaderColumn) = (numbers, column);
        return numbers;
    }

    private static (int Domain, List<(int Position, ulong Bits)> Exceptions) ReadDomain(ref BitReader reader, int count)
    {
        int domain = (int)reader.Read(4);
        var exceptions = new List<(int Position, ulong Bits)>();
        for (uint left = reader.ReadGamma(); left > 0; left--)
        {
            int position = count - 1 - (int)reader.ReadGamma();
            ulong bits = reader.Read(1) == 1 ? BitConverter.DoubleToUInt64Bits(Staleness.Marker) : reader.Read(64);
            exceptions.Add((uint)position < (uint)count ? (position, bits) : throw new InvalidDataException("A stored column corrects a row that it does not have: it is damaged."));
        }
        return (domain, exceptions);
    }
}
