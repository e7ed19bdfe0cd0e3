using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Journal;
using RulesPlatform.History.Reading;
using RulesPlatform.History.Records;
using RulesPlatform.History.Rollups;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;
using RulesPlatform.History.Upkeep;
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
    /// <summary>Where idle work never comes, the write-ahead log is moved into the file at this size all the same.</summary>
    private const long LogBound = 64 << 20;

    private readonly DataFolder _folder;
    private readonly WriteConnection _connection;
    private readonly Catalog _catalog;
    private readonly Head _head;
    private readonly JournalWriter _writer;
    private readonly JournalReader _journal;
    private readonly IdleWork _idle;
    private readonly ReadPool _pool;

    private SqliteHistory(DataFolder folder, WriteConnection connection, HistoryOptions options)
    {
        (_folder, _connection) = (folder, connection);
        _catalog = new Catalog(connection, Series);
        _head = new Head(options);
        var chunks = new ChunkTable(new LayoutCache());
        _journal = new JournalReader(folder.DatabasePath, chunks);
        _writer = new JournalWriter(connection, _catalog, _head, options.JournalCompression);
        var days = new DaysToRoll(connection, _catalog, chunks, _head);
        _idle = new IdleWork(
            connection, new Sealer(connection, _head, days.Touch), days, new Retention(connection, _catalog, _head, () => days.Oldest, options));
        _pool = new ReadPool(folder.DatabasePath);
        Reader = new HistoryReader(folder.DatabasePath, chunks, _journal, new UnsealedInMemory(_catalog), Series);
        _writer.Restore();
        foreach ((long sequence, StreamKind kind, List<(int, Row)> rows) in _journal.ReadUnsealed(connection.Raw))
        {
            _writer.Enter(sequence, kind, rows);
        }
    }

    public SeriesTable Series { get; } = new();

    /// <summary>Everything else that can be asked; lives as long as this.</summary>
    public HistoryReader Reader { get; }

    /// <summary>Bytes of unsealed samples in memory, object overhead left out.</summary>
    public long BytesInMemory => _catalog.Streams.Sum(stream => stream.Bytes());

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
            long first = _writer.Append(entries);
            _idle.MoveLog(LogBound);
            return first;
        }
        catch (SqliteException refused)
        {
            throw new HistoryFaultException(Connections.Explain(refused, _folder.DatabasePath).Message, refused);
        }
    }

    /// <summary>
    /// Idle work: seals samples, frees the journal of what is sealed, rolls days up, deletes what is too old. To be called by the writer when nothing
    /// waits; a piece takes well under a millisecond for usual targets, so <paramref name="atMost"/> is kept to about that.
    /// </summary>
    /// <returns>True while there is more to do.</returns>
    public bool Work(TimeSpan atMost) => _idle.Run(atMost, everything: false);

    /// <summary>Seals every sample there is, full chunk or not, and does all other idle work: before a copy is taken, or to measure.</summary>
    public void SealEverything() => _idle.Run(TimeSpan.MaxValue, everything: true);

    public IEnumerable<SequencedEntry> ReadJournal(long sequence) => _journal.Read(sequence);

    public void SaveCheckpoint(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        CheckpointTable.Write(_connection, checkpoint);
    }

    public Checkpoint? NewestCheckpoint() => _pool.Query(CheckpointTable.Newest);

    public void SaveRuleSet(RuleSet rules, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(rules);
        RuleSetTables.Write(_connection, rules, at);
    }

    public IReadOnlyList<RuleFile>? ReadRuleSet(string revision) => _pool.Query(connection => RuleSetTables.Read(connection, revision));

    public IReadOnlyList<Sample> ReadSamples(SeriesId series, long after, long through) => Reader.Series.Samples(series, after, through);

    public IReadOnlyList<Notification> ReadOutbox() => _pool.Query(connection => connection
        .Query<string>("SELECT body FROM notifications WHERE state = 'queued' ORDER BY id")
        .Select(body => JsonSerializer.Deserialize(body, HistoryJson.Stored.Notification)!).ToList());

    /// <summary>Notes an attempt that will be made again; a receipt appended to the journal ends it. A settled notification is left alone.</summary>
    public void NoteAttempt(string dedupKey, string receiver, int attempts, string detail, DateTimeOffset nextAt) =>
        _writer.NoteAttempt(dedupKey, receiver, attempts, detail, nextAt);

    public void Dispose()
    {
        Reader.Dispose();
        _connection.Dispose();
        _folder.Dispose();
    }
}
