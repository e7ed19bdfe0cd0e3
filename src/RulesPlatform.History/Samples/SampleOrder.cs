using Microsoft.Data.Sqlite;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Samples;

/// <summary>One series' samples out of rows, and in order of time. Any thread.</summary>
internal static class SampleOrder
{
    /// <summary>Samples with <paramref name="after"/> &lt; time ≤ <paramref name="through"/>, oldest first; of two at one time the one that arrived later.</summary>
    public static List<Sample> Read(SqliteConnection connection, ChunkTable chunks, IReadOnlyList<StreamPart> parts, int series, long after, long through)
    {
        var found = new List<(long Sequence, Sample Sample)>();
        foreach (StreamPart part in after < through ? parts : [])
        {
            foreach (BlockColumns block in chunks.Read(connection, part.Stream, after + 1, through == long.MaxValue ? through : through + 1, part.Rows.From, whole: false))
            {
                FromBlock(block, series, after, through, found);
            }
            FromMemory(part.Rows, series, after, through, found);
        }
        return InOrder(found);
    }

    /// <summary>The samples of <paramref name="series"/> that a stream has in memory.</summary>
    private static void FromMemory(UnsealedRows snapshot, int series, long after, long through, List<(long Sequence, Sample Sample)> found)
    {
        foreach (MiniBlock mini in snapshot.Packed)
        {
            FromBlock(BlockColumns.Of(mini.Block, mini.Header()), series, after, through, found);
        }
        foreach (Row row in snapshot.Loose)
        {
            FromRow(row, series, after, through, found);
        }
    }

    /// <summary>Oldest first; of two samples at one time the one that arrived later.</summary>
    public static List<Sample> InOrder(List<(long Sequence, Sample Sample)> found)
    {
        bool isInOrder = true;
        for (int i = 1; i < found.Count && isInOrder; i++)
        {
            isInOrder = found[i - 1].Sample.UnixMs < found[i].Sample.UnixMs && found[i - 1].Sequence <= found[i].Sequence;
        }
        if (isInOrder)
        {
            return found.ConvertAll(entry => entry.Sample);
        }
        var latest = new SortedDictionary<long, Sample>();
        foreach ((_, Sample sample) in found.OrderBy(entry => entry.Sequence))
        {
            latest[sample.UnixMs] = sample;
        }
        return [.. latest.Values];
    }

    private static void FromBlock(BlockColumns block, int series, long after, long through, List<(long Sequence, Sample Sample)> found)
    {
        int column = block.Header.Columns.IndexOf(series);
        if (column >= 0)
        {
            found.AddRange(block.ReadSamples(column).Where(entry => entry.Sample.UnixMs > after && entry.Sample.UnixMs <= through));
        }
    }

    /// <summary>The samples of <paramref name="series"/> in one row.</summary>
    public static void FromRow(Row row, int series, long after, long through, List<(long Sequence, Sample Sample)> found)
    {
        int at = -1;
        while (true)
        {
            int next = row.Layout.Series.AsSpan(at + 1).IndexOf(series);
            if (next < 0)
            {
                return;
            }
            at += next + 1;
            long time = row.TimeOf(at);
            if (time > after && time <= through)
            {
                found.Add((row.Sequence, new Sample(time, row.Values[at])));
            }
        }
    }
}
