using RulesPlatform.History.Columns;
using RulesPlatform.History.Samples;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Journal;

/// <summary>
/// A batch without its samples: job, slot, targets and, part by part, stream and layout. With the columns, or with the rows of those
/// streams, it gives back the batch as it was.
/// </summary>
internal sealed record StoredBatch(string Job, Slot Slot, bool IsLate, bool HasTimes, IReadOnlyList<BatchPart> Parts)
{
    private const int Version = 1;

    public int SampleCount => Parts.Sum(part => part.Layout.Series.Length);

    /// <summary>Cuts a batch where its targets' answers begin; columns without a target form parts of their own.</summary>
    /// <param name="catalog">Gives streams and layouts, new ones inside the current transaction.</param>
    public static StoredBatch Of(SampleBatch batch, StreamKind kind, Catalog catalog)
    {
        var parts = new List<BatchPart>();
        int at = 0;
        bool inOrder = LiesInOrder(batch);
        foreach (TargetReport report in batch.Targets)
        {
            if (inOrder && report.Count > 0 && report.First > at)
            {
                parts.Add(Part(at, report.First - at, null));
                at = report.First;
            }
            bool covers = inOrder && report.Count > 0;
            parts.Add(Part(at, covers ? report.Count : 0, report));
            at += covers ? report.Count : 0;
        }
        if (at < batch.Count)
        {
            parts.Add(Part(at, batch.Count - at, null));
        }
        return new StoredBatch(batch.Job, batch.Slot, batch.IsLate, batch.Times.Length > 0, parts);

        BatchPart Part(int first, int count, TargetReport? report)
        {
            SampleStream stream = catalog.StreamOf(kind, batch.Job, report?.Target ?? "");
            return new BatchPart(stream.Id, catalog.LayoutOf(stream, batch.Series.Slice(first, count)), report);
        }
    }

    public byte[] Write()
    {
        var writer = new BitWriter();
        writer.WriteVarint(Version);
        writer.WriteText(Job);
        writer.WriteVarint(ZigZag.Fold(Slot.UnixMs));
        writer.WriteVarint((IsLate ? 1u : 0u) | (HasTimes ? 2u : 0u));
        writer.WriteVarint((ulong)Parts.Count);
        int at = 0;
        foreach (BatchPart part in Parts)
        {
            writer.WriteVarint((ulong)part.Stream);
            writer.WriteVarint((ulong)part.Layout.Id);
            writer.WriteVarint(part.Report is null ? 0u : part.Report.IsUp ? 1u : 2u);
            if (part.Report is { } report)
            {
                writer.WriteVarint(ZigZag.Fold(report.First - at));
                writer.WriteVarint(ZigZag.Fold(report.Count - part.Layout.Series.Length));
                writer.WriteVarint(ZigZag.Fold(report.ReceivedAt.UtcTicks - Slot.Instant.UtcTicks));
                writer.WriteVarint(ZigZag.Fold(report.Duration.Ticks));
                if (report.Reason is { } reason)
                {
                    writer.WriteText(reason);
                }
            }
            at += part.Layout.Series.Length;
        }
        return writer.Written.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged, or of a version that this program does not know.</exception>
    public static StoredBatch Read(ref BitReader reader, Func<int, Layout> layoutOf, Func<int, string> targetOf)
    {
        ulong version = reader.ReadVarint();
        if (version != Version)
        {
            throw new InvalidDataException($"A journal entry is of version {version}; this program reads version {Version}. Use the program that wrote it.");
        }
        string job = reader.ReadText();
        var slot = new Slot(ZigZag.Unfold(reader.ReadVarint()));
        ulong flags = reader.ReadVarint();
        var parts = new List<BatchPart>();
        int at = 0;
        for (ulong left = reader.ReadVarint(); left > 0; left--)
        {
            int stream = (int)reader.ReadVarint();
            int layoutId = (int)reader.ReadVarint();
            Layout layout = layoutId == 0 ? Layout.Empty : layoutOf(layoutId);
            ulong kind = reader.ReadVarint();
            TargetReport? report = kind == 0 ? null : new TargetReport(
                targetOf(stream),
                at + (int)ZigZag.Unfold(reader.ReadVarint()),
                layout.Series.Length + (int)ZigZag.Unfold(reader.ReadVarint()),
                new DateTimeOffset(slot.Instant.UtcTicks + ZigZag.Unfold(reader.ReadVarint()), TimeSpan.Zero),
                new TimeSpan(ZigZag.Unfold(reader.ReadVarint())),
                kind == 2 ? reader.ReadText() : null);
            parts.Add(new BatchPart(stream, layout, report));
            at += layout.Series.Length;
        }
        return new StoredBatch(job, slot, (flags & 1) != 0, (flags & 2) != 0, parts);
    }

    /// <summary>The rows that the parts put into their streams.</summary>
    public List<(int Stream, Row Row)> Rows(long sequence, ReadOnlySpan<double> values, ReadOnlySpan<long> times)
    {
        var rows = new List<(int Stream, Row Row)>(Parts.Count);
        int at = 0;
        foreach (BatchPart part in Parts)
        {
            int count = part.Layout.Series.Length;
            if (count > 0)
            {
                rows.Add((part.Stream, new Row(
                    sequence, Slot.UnixMs, part.Layout, values.Slice(at, count).ToArray(), times.Length == 0 ? null : times.Slice(at, count).ToArray())));
            }
            at += count;
        }
        return rows;
    }

    /// <summary>The batch as it was appended.</summary>
    public SampleBatch Rebuild(BatchColumns columns)
    {
        int[] series = new int[columns.Values.Length];
        int at = 0;
        foreach (BatchPart part in Parts)
        {
            part.Layout.Series.CopyTo(series, at);
            at += part.Layout.Series.Length;
        }
        TargetReport[] reports = [.. Parts.Where(part => part.Report is not null).Select(part => part.Report!)];
        return new SampleBatch(Job, Slot, series, columns.Values, columns.Times, reports, IsLate);
    }

    /// <summary>The columns of the batch out of its rows, one for each part that has samples, in order.</summary>
    public BatchColumns Join(IEnumerable<Row> rows)
    {
        double[] values = new double[SampleCount];
        long[] times = new long[HasTimes ? values.Length : 0];
        int at = 0;
        foreach (Row row in rows)
        {
            row.Values.CopyTo(values, at);
            for (int i = 0; HasTimes && i < row.Values.Length; i++)
            {
                times[at + i] = row.TimeOf(i);
            }
            at += row.Values.Length;
        }
        return new BatchColumns(values, times);
    }

    /// <summary>Whether the reports cut the columns into runs in order, at most one a stream; if not, all columns are one run without a target.</summary>
    private static bool LiesInOrder(SampleBatch batch)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int at = 0;
        foreach (TargetReport report in batch.Targets.Where(report => report.Count != 0))
        {
            bool fits = report.First >= at && report.Count > 0 && report.First + report.Count <= batch.Count;
            if (!fits || !seen.Add(report.Target) || (report.First > at && !seen.Add("")))
            {
                return false;
            }
            at = report.First + report.Count;
        }
        return at == batch.Count || seen.Add("");
    }
}
