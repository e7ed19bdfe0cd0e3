using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Columns;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Journal;

/// <summary>
/// Reads the journal in order, in pages: each page is one snapshot of the store, and nothing is held open while the caller works.
/// Batches whose columns were freed are joined from the chunks. Any thread.
/// </summary>
internal sealed class JournalReader(string path, ChunkTable chunks)
{
    private const int PageEntries = 256;
    private const int PageSamples = 1_000_000;

    private readonly ConcurrentDictionary<int, string> _targets = new();

    /// <param name="inputsOnly">Only what came from outside: batches and commands.</param>
    /// <exception cref="HistoryException">An entry is damaged, or samples that it needs are gone.</exception>
    public IEnumerable<SequencedEntry> Read(long after, bool inputsOnly = false)
    {
        var rows = new Dictionary<int, Row[]>();
        while (true)
        {
            List<SequencedEntry> page = ReadPage(after, inputsOnly, rows);
            if (page.Count == 0)
            {
                yield break;
            }
            foreach (SequencedEntry entry in page)
            {
                yield return entry;
            }
            after = page[^1].Sequence;
        }
    }

    /// <summary>The columns that are not freed yet, in order within each kind; for the head, when the store opens.</summary>
    public IEnumerable<(long Sequence, StreamKind Kind, List<(int Stream, Row Row)> Rows)> ReadUnsealed(SqliteConnection connection)
    {
        var samples = connection.Query<(long Sequence, byte[] Header, byte[] Columns)>(
            "SELECT u.sequence, j.body, u.body FROM unsealed_samples u JOIN journal j ON j.sequence = u.sequence ORDER BY u.sequence", buffered: false);
        foreach ((long sequence, byte[] header, byte[] columns) in samples)
        {
            yield return (sequence, StreamKind.Samples, RowsOf(sequence, ReadHeader(connection, header), columns));
        }
        var signals = connection.Query<(long Sequence, byte[] Body)>("SELECT sequence, body FROM unsealed_signals ORDER BY sequence", buffered: false);
        foreach ((long sequence, byte[] body) in signals)
        {
            (StoredBatch stored, byte[] columns) = ReadSignals(connection, body);
            yield return (sequence, StreamKind.Signals, RowsOf(sequence, stored, columns));
        }

        static List<(int, Row)> RowsOf(long sequence, StoredBatch stored, byte[] bytes)
        {
            var columns = BatchColumns.Read(bytes, stored.SampleCount, stored.HasTimes);
            return stored.Rows(sequence, columns.Values, columns.Times);
        }
    }

    private List<SequencedEntry> ReadPage(long after, bool inputsOnly, Dictionary<int, Row[]> rows)
    {
        using SqliteConnection connection = Connections.OpenReader(path);
        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        var page = new List<SequencedEntry>();
        int held = 0;
        var lines = connection.Query<(long Sequence, string Kind, long Decisions, object Body, byte[]? Samples)>(
            """
            SELECT j.sequence, j.kind, j.decisions, j.body, u.body FROM journal j LEFT JOIN unsealed_samples u ON u.sequence = j.sequence
            WHERE j.sequence > @after AND (NOT @inputsOnly OR j.kind IN ('batch', 'command')) ORDER BY j.sequence LIMIT @PageEntries
            """,
            new { after, inputsOnly, PageEntries }, snapshot, buffered: false);
        foreach ((long sequence, string kind, long decisions, object body, byte[]? samples) in lines)
        {
            JournalEntry entry = kind == EntryText.Batch
                ? ReadBatch(connection, sequence, (byte[])body, samples, rows)
                : EntryText.Read(kind, (string)body);
            page.Add(new SequencedEntry(sequence, entry, (int)decisions));
            held += entry is BatchEntry batch ? batch.Batch.Count : 0;
            if (held >= PageSamples)
            {
                break;
            }
        }
        return page;
    }

    private BatchEntry ReadBatch(SqliteConnection connection, long sequence, byte[] body, byte[]? samples, Dictionary<int, Row[]> rows)
    {
        StoredBatch stored = ReadHeader(connection, body);
        if (samples is not null)
        {
            return new BatchEntry(stored.Rebuild(BatchColumns.Read(samples, stored.SampleCount, stored.HasTimes)));
        }
        return new BatchEntry(stored.Rebuild(stored.Join(stored.Parts
            .Where(part => part.Layout.Series.Length > 0)
            .Select(part => FindRow(connection, part.Stream, sequence, rows)))));
    }

    /// <summary>The row of a stream that an entry carried: at most one of each.</summary>
    private Row FindRow(SqliteConnection connection, int stream, long sequence, Dictionary<int, Row[]> rows)
    {
        if (!rows.TryGetValue(stream, out Row[]? held) || held[^1].Sequence < sequence || held[0].Sequence > sequence)
        {
            held = chunks.ReadRows(connection, stream, sequence) ?? throw Missing(stream, sequence);
            rows[stream] = held;
        }
        int index = FirstOf(held, sequence);
        return index < held.Length && held[index].Sequence == sequence ? held[index] : throw Missing(stream, sequence);
    }

    private static int FirstOf(Row[] rows, long sequence)
    {
        int low = 0;
        int high = rows.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = rows[middle].Sequence < sequence ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private StoredBatch ReadHeader(SqliteConnection connection, ReadOnlySpan<byte> body)
    {
        var reader = new BitReader(body);
        return StoredBatch.Read(ref reader, id => chunks.FindLayout(connection, id), stream => TargetOf(connection, stream));
    }

    private (StoredBatch Stored, byte[] Columns) ReadSignals(SqliteConnection connection, ReadOnlySpan<byte> signals)
    {
        var reader = new BitReader(signals);
        int length = (int)reader.ReadVarint();
        StoredBatch stored = ReadHeader(connection, reader.ReadBytes(length));
        return (stored, signals[reader.Offset..].ToArray());
    }

    private string TargetOf(SqliteConnection connection, int stream) =>
        _targets.GetOrAdd(stream, id => connection.QuerySingle<string>("SELECT target FROM streams WHERE id = @id", new { id }));

    private HistoryException Missing(int stream, long sequence) => new(
        $"{path}: journal entry {sequence} needs samples of stream {stream} that are no longer there. Read from a later entry, or restore a backup.");
}
