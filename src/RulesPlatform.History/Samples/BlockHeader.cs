using RulesPlatform.History.Columns;

namespace RulesPlatform.History.Samples;

/// <summary>What a block is made of, without the samples: rows, layouts, times and where each column begins.</summary>
internal sealed class BlockHeader
{
    private const int Version = 1;

    /// <summary>How a row's times are kept.</summary>
    public const long AtSlot = 0, AtOffset = 1, OfSamples = 2;

    public required long[] Sequences { get; init; }

    public required long[] Slots { get; init; }

    public required IReadOnlyList<Layout> Layouts { get; init; }

    /// <summary>By row, index into <see cref="Layouts"/>.</summary>
    public required long[] LayoutOf { get; init; }

    /// <summary>By row: <see cref="AtSlot"/>, <see cref="AtOffset"/> (all samples at slot + offset) or <see cref="OfSamples"/>.</summary>
    public required long[] TimeKinds { get; init; }

    public required long[] Offsets { get; init; }

    public required ColumnMap Columns { get; init; }

    /// <summary>By column, and one more: where the last ends.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Whether all samples of a row have one time.</summary>
    public bool IsRegular => !TimeKinds.AsSpan().Contains(OfSamples);

    public int RowCount => Sequences.Length;

    public static BlockHeader Of(IReadOnlyList<Row> rows)
    {
        var layouts = rows.Select(row => row.Layout).Distinct().ToList();
        long[] kinds = [.. rows.Select(KindOf)];
        return new BlockHeader
        {
            Sequences = [.. rows.Select(row => row.Sequence)],
            Slots = [.. rows.Select(row => row.SlotMs)],
            Layouts = layouts,
            LayoutOf = [.. rows.Select(row => (long)layouts.IndexOf(row.Layout))],
            TimeKinds = kinds,
            Offsets = [.. rows.Select((row, i) => kinds[i] == AtOffset ? row.Times![0] - row.SlotMs : 0)],
            Columns = ColumnMap.Of(layouts),
        };
    }

    public byte[] Write(IReadOnlyList<int> columnLengths)
    {
        var writer = new BitWriter();
        writer.WriteVarint(Version);
        writer.WriteVarint((ulong)RowCount);
        writer.WriteVarint((ulong)Layouts.Count);
        foreach (Layout layout in Layouts)
        {
            writer.WriteVarint((ulong)layout.Id);
        }
        IntegerColumn.Write(writer, Sequences);
        IntegerColumn.Write(writer, Slots);
        IntegerColumn.Write(writer, LayoutOf);
        IntegerColumn.Write(writer, TimeKinds);
        IntegerColumn.Write(writer, Offsets);
        IntegerColumn.Write(writer, [.. columnLengths.Select(length => (long)length)]);
        writer.Align();
        return writer.Written.ToArray();
    }

    /// <param name="layoutOf">Finds a layout by its id.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of a version that this program does not know.</exception>
    public static BlockHeader Read(ReadOnlySpan<byte> bytes, Func<int, Layout> layoutOf)
    {
        var reader = new BitReader(bytes);
        ulong version = reader.ReadVarint();
        if (version != Version)
        {
            throw new InvalidDataException($"A stored block is of version {version}; this program reads version {Version}. Use the program that wrote it.");
        }
        int rows = Small(reader.ReadVarint());
        var layouts = new Layout[Small(reader.ReadVarint())];
        for (int i = 0; i < layouts.Length; i++)
        {
            layouts[i] = layoutOf(Small(reader.ReadVarint()));
        }
        var header = new BlockHeader
        {
            Layouts = layouts,
            Columns = ColumnMap.Of(layouts),
            Sequences = IntegerColumn.Read(ref reader, rows),
            Slots = IntegerColumn.Read(ref reader, rows),
            LayoutOf = IntegerColumn.Read(ref reader, rows),
            TimeKinds = IntegerColumn.Read(ref reader, rows),
            Offsets = IntegerColumn.Read(ref reader, rows),
        };
        header.SetStarts(IntegerColumn.Read(ref reader, header.Columns.Series.Length));
        return header.LayoutOf.All(index => (ulong)index < (ulong)layouts.Length)
            ? header
            : throw new InvalidDataException("A stored block names a layout that it does not have: it is damaged.");
    }

    /// <summary>How many samples <paramref name="column"/> has.</summary>
    public int CountIn(int column)
    {
        if (Layouts.Count == 1)
        {
            return RowCount * Columns.CountIn(0, column);
        }
        int count = 0;
        foreach (long layout in LayoutOf)
        {
            count += Columns.CountIn((int)layout, column);
        }
        return count;
    }

    /// <summary>How many samples of <paramref name="column"/> have a time of their own.</summary>
    public int TimedIn(int column)
    {
        int count = 0;
        for (int row = 0; row < RowCount; row++)
        {
            count += TimeKinds[row] == OfSamples ? Columns.CountIn((int)LayoutOf[row], column) : 0;
        }
        return count;
    }

    private void SetStarts(long[] lengths)
    {
        Starts = new int[lengths.Length + 1];
        for (int i = 0; i < lengths.Length; i++)
        {
            Starts[i + 1] = checked(Starts[i] + (int)lengths[i]);
        }
    }

    private static long KindOf(Row row) =>
        row.Times is not { Length: > 0 } times || !times.AsSpan().ContainsAnyExcept(row.SlotMs) ? AtSlot
        : times.AsSpan().ContainsAnyExcept(times[0]) ? OfSamples
        : AtOffset;

    private static int Small(ulong value) =>
        value <= int.MaxValue ? (int)value : throw new InvalidDataException($"A stored block announces {value} parts: it is damaged.");
}
