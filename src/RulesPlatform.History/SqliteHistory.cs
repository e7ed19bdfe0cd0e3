using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Journal;
using RulesPlatform.History.Records;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.History;

/// <summary>
/// Everything remembered, in one SQLite file. One instance holds a data folder; all writes (<see cref="Append"/>, <see cref="Work"/> and the
/// other methods that change something) come from one thread, reads from any.
/// </summary>
public sealed class SqliteHistory : IHistory
{
    private readonly DataFolder _folder;
    private readonly WriteConnection _connection;
    private readonly Catalog _catalog;
    private readonly Head _head;
    private readonly JournalWriter _writer;
    private readonly JournalReader _journal;
    private readonly Sealer _sealer;
    private readonly ChunkTable _chunks;

    private SqliteHistory(DataFolder folder, WriteConnection connection, HistoryOptions options)
    {
        (_folder, _connection) = (folder, connection);
        _catalog = new Catalog(connection, Series);
        _head = new Head(options);
        _chunks = new ChunkTable(new LayoutCache());
        _journal = new JournalReader(folder.DatabasePath, _chunks);
        _writer = new JournalWriter(connection, _catalog, _head, options.JournalCompression);
        _sealer = new Sealer(connection, _head);
        _writer.Restore();
        foreach ((long sequence, StreamKind kind, List<(int, Row)> rows) in _journal.ReadUnsealed(connection.Raw))
        {
            _writer.Enter(sequence, kind, rows);
        }
    }

    public SeriesTable Series { get; } = new();

    /// <summary>Opens the store in <paramref name="folder"/>, making or migrating it where needed, and puts back into memory what is not sealed.</summary>
    /// <exception cref="HistoryException">The folder is in use or cannot be written; the file is damaged or of a newer program. The message says what to do.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static SqliteHistory Open(string folder, HistoryOptions? options = null)
    {
        options ??= new HistoryOptions();
        options.Validate();
        DataFolder held = DataFolder.Take(folder);
        WriteConnection? connection = null;
        try
        {
            connection = new WriteConnection(held.DatabasePath);
            Schema.Migrate(connection.Raw, held.DatabasePath);
            return new SqliteHistory(held, connection, options);
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            held.Dispose();
            throw failure switch
            {
                SqliteException refused => Connections.Explain(refused, held.DatabasePath),
                InvalidDataException damage => new HistoryException($"{held.DatabasePath}: {damage.Message} Restore a backup.", damage),
                _ => failure is HistoryException ? failure : new HistoryException($"{held.DatabasePath} cannot be opened: {failure.Message}", failure),
            };
        }
    }

    public long Append(IReadOnlyList<(JournalEntry Entry, CycleOutcome Outcome)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        try
        {
            return _writer.Append(entries);
        }
        catch (SqliteException refused)
        {
            throw new HistoryFaultException(Connections.Explain(refused, _folder.DatabasePath).Message, refused);
        }
    }

    /// <summary>
    /// Idle work: seals samples, frees the journal of what is sealed. To be called by the writer when nothing waits; a piece takes well under
    /// a millisecond for usual targets, so <paramref name="atMost"/> is kept to about that.
    /// </summary>
    /// <returns>True while there is more to do.</returns>
    public bool Work(TimeSpan atMost) => _sealer.Work(atMost, everything: false);

    /// <summary>Seals every sample there is, full chunk or not: before a copy is taken, or to measure.</summary>
    public void SealEverything()
    {
        while (_sealer.Work(TimeSpan.MaxValue, everything: true))
        {
        }
    }

    public IEnumerable<SequencedEntry> ReadJournal(long sequence) => _journal.Read(sequence);

    public void SaveCheckpoint(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        CheckpointTable.Write(_connection, checkpoint);
    }

    public Checkpoint? NewestCheckpoint() => Read(CheckpointTable.Newest);

    public void SaveRuleSet(RuleSet rules, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(rules);
        RuleSetTables.Write(_connection, rules, at);
    }

    public IReadOnlyList<RuleFile>? ReadRuleSet(string revision) => Read(connection => RuleSetTables.Read(connection, revision));

    public IReadOnlyList<Sample> ReadSamples(SeriesId series, long after, long through)
    {
        var snapshots = _catalog.StreamsOf(series.Value).Select(stream => (stream.Id, Memory: stream.Snapshot())).ToList();
        return Read(connection =>
        {
            var found = new List<(long Sequence, Sample Sample)>();
            foreach ((int stream, (MiniBlock[] Packed, Row[] Loose, long From) memory) in snapshots)
            {
                _chunks.Read(connection, stream, series.Value, after, through, memory.From, found);
                SampleReader.FromMemory(memory, series.Value, after, through, found);
            }
            return SampleReader.InOrder(found);
        });
    }

    public IReadOnlyList<Notification> ReadOutbox() => Read(connection => connection
        .Query<string>("SELECT body FROM notifications WHERE state = 'queued' ORDER BY id")
        .Select(body => JsonSerializer.Deserialize(body, HistoryJson.Stored.Notification)!).ToList());

    /// <summary>Notes an attempt that will be made again; a receipt appended to the journal ends it. A settled notification is left alone.</summary>
    public void NoteAttempt(string dedupKey, string receiver, int attempts, string detail, DateTimeOffset nextAt) =>
        _writer.NoteAttempt(dedupKey, receiver, attempts, detail, nextAt);

    public void Dispose()
    {
        _connection.Dispose();
        Connections.CloseReaders(_folder.DatabasePath);
        _folder.Dispose();
    }

    private T Read<T>(Func<SqliteConnection, T> query)
    {
        try
        {
            using SqliteConnection connection = Connections.OpenReader(_folder.DatabasePath);
            return query(connection);
        }
        catch (SqliteException failure)
        {
            throw Connections.Explain(failure, _folder.DatabasePath);
        }
        catch (InvalidDataException damage)
        {
            throw new HistoryException($"{_folder.DatabasePath}: {damage.Message} Restore a backup.", damage);
        }
    }
}
