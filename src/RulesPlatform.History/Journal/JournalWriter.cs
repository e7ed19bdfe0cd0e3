using Dapper;
using RulesPlatform.History.Columns;
using RulesPlatform.History.Records;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Journal;

/// <summary>Appends entries and what they led to. Memory follows the disk: rows enter the head once their transaction is durable. Writer's thread only.</summary>
internal sealed class JournalWriter
{
    private readonly WriteConnection _connection;
    private readonly Catalog _catalog;
    private readonly Head _head;
    private readonly int _compression;
    private readonly DecisionTables _decisions;
    private readonly OperatorTables _operators;
    private readonly RunTables _runs;
    private readonly List<(long Sequence, StreamKind Kind, StoredBatch Stored, SampleBatch Batch)> _written = [];
    private byte[]? _buffer;

    public JournalWriter(WriteConnection connection, Catalog catalog, Head head, int compression)
    {
        (_connection, _catalog, _head, _compression) = (connection, catalog, head, compression);
        _decisions = new DecisionTables(connection);
        _operators = new OperatorTables(connection);
        _runs = new RunTables(connection);
        LastSequence = connection.Raw.ExecuteScalar<long?>("SELECT MAX(sequence) FROM journal") ?? 0;
    }

    public long LastSequence { get; private set; }

    /// <inheritdoc cref="IHistory.Append"/>
    public long Append(IReadOnlyList<(JournalEntry Entry, CycleOutcome Outcome)> entries)
    {
        long first = LastSequence + 1;
        _written.Clear();
        _connection.InTransaction(
            () =>
            {
                for (int i = 0; i < entries.Count; i++)
                {
                    Write(first + i, entries[i].Entry, entries[i].Outcome);
                }
            },
            _catalog.Rollback);
        _catalog.Commit();
        LastSequence += entries.Count;
        foreach ((long sequence, StreamKind kind, StoredBatch stored, SampleBatch batch) in _written)
        {
            Enter(sequence, kind, stored.Rows(sequence, batch.Values, batch.Times));
        }
        _written.Clear();
        foreach ((JournalEntry entry, _) in entries)
        {
            RememberReports(entry);
        }
        return first;
    }

    /// <summary>An entry's rows go into the head, but for those of streams that have sealed them.</summary>
    public void Enter(long sequence, StreamKind kind, List<(int Stream, Row Row)> rows)
    {
        var unsealed = rows.Select(part => (Stream: _catalog.StreamOf(part.Stream), part.Row)).Where(part => part.Stream.SealedThrough < sequence).ToList();
        _head.Expect(sequence, kind, unsealed.Count);
        foreach ((SampleStream stream, Row row) in unsealed)
        {
            _head.Append(stream, row);
        }
    }

    public void Restore() => _runs.Restore((job, target) => _catalog.StreamOf(StreamKind.Samples, job, target));

    public void NoteAttempt(string dedupKey, string receiver, int attempts, string detail, DateTimeOffset nextAt) =>
        _connection.InTransaction(() => _operators.NoteAttempt(dedupKey, receiver, attempts, detail, nextAt));

    private void Write(long sequence, JournalEntry entry, CycleOutcome outcome)
    {
        string kind = EntryText.Batch;
        long at;
        object body;
        if (entry is BatchEntry { Batch: { } batch })
        {
            (at, body) = (batch.Slot.UnixMs, Keep(sequence, StreamKind.Samples, batch).Write());
            _buffer = BatchColumns.Write(batch, _compression, _buffer);
            _connection.Prepare("INSERT INTO unsealed_samples (sequence, body) VALUES ($1, $2)", 2).Run(sequence, _buffer);
            _runs.Write(sequence, batch, target => _catalog.StreamOf(StreamKind.Samples, batch.Job, target));
        }
        else
        {
            (kind, at, body) = EntryText.Write(entry);
        }
        _connection.Prepare("INSERT INTO journal (sequence, kind, slot, decisions, body) VALUES ($1, $2, $3, $4, $5)", 5)
            .Run(sequence, kind, at, outcome.Decisions.Count, body);
        if (outcome.Signals is { Count: > 0 } signals)
        {
            _connection.Prepare("INSERT INTO unsealed_signals (sequence, body) VALUES ($1, $2)", 2).Run(sequence, WriteSignals(sequence, signals));
        }
        _decisions.Write(sequence, outcome);
        switch (entry)
        {
            case CommandEntry command:
                _operators.Write(sequence, command, outcome);
                break;
            case ReceiptEntry receipt:
                _operators.Write(sequence, receipt);
                break;
        }
    }

    private StoredBatch Keep(long sequence, StreamKind kind, SampleBatch batch)
    {
        var stored = StoredBatch.Of(batch, kind, _catalog);
        _written.Add((sequence, kind, stored, batch));
        return stored;
    }

    /// <summary>Header and columns in one: nobody asks for the signals of an entry once they are sealed.</summary>
    private byte[] WriteSignals(long sequence, SampleBatch signals)
    {
        var writer = new BitWriter();
        byte[] header = Keep(sequence, StreamKind.Signals, signals).Write();
        writer.WriteVarint((ulong)header.Length);
        writer.WriteBytes(header);
        writer.WriteBytes(BatchColumns.Write(signals, _compression));
        return writer.Written.ToArray();
    }

    private void RememberReports(JournalEntry entry)
    {
        if (entry is BatchEntry { Batch: { } batch })
        {
            foreach (TargetReport report in batch.Targets)
            {
                _catalog.StreamOf(StreamKind.Samples, batch.Job, report.Target).Reported(report.Reason);
            }
        }
    }
}
