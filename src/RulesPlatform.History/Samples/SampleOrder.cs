using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Samples;

/// <summary>One series' samples out of rows, and in order of time. Any thread.</summary>
internal static class SampleOrder
{
    /// <summary>The samples of <paramref name="series"/> that a stream has in memory.</summary>
    public static void FromMemory(UnsealedRows snapshot, int series, long after, long through, List<(long Sequence, Sample Sample)> found)
    {
        foreach (MiniBlock mini in snapshot.Packed)
        {
            BlockHeader header = mini.Header();
            int column = header.Columns.IndexOf(series);
            if (column >= 0)
            {
                found.AddRange(BlockColumns.Of(mini.Block, header).ReadSamples(column)
                    .Where(entry => entry.Sample.UnixMs > after && entry.Sample.UnixMs <= through));
            }
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

    private static void FromRow(Row row, int series, long after, long through, List<(long Sequence, Sample Sample)> found)
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
