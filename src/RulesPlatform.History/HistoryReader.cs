using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Journal;
using RulesPlatform.History.Reading;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History;

/// <summary>
/// Everything that can be asked of a store, by any number of threads, on read-only connections. A server asks through
/// <see cref="SqliteHistory.Reader"/>; the command line opens the folder by itself, beside a running server or without one.
/// </summary>
public sealed class HistoryReader : IDisposable
{
    private readonly ReadPool _pool;
    private readonly JournalReader _journal;
    private readonly RecordedInputs _inputs;

    internal HistoryReader(string path, ChunkTable chunks, JournalReader journal, IUnsealed unsealed, SeriesTable? table)
    {
        _pool = new ReadPool(path);
        _journal = journal;
        Series = new SeriesReader(_pool, chunks, unsealed, table);
        Alerts = new AlertReader(_pool);
        Notifications = new NotificationReader(_pool);
        Runs = new RunReader(_pool);
        Log = new LogReader(_pool);
        _inputs = new RecordedInputs(journal, Log);
    }

    public SeriesReader Series { get; }

    public AlertReader Alerts { get; }

    public NotificationReader Notifications { get; }

    public RunReader Runs { get; }

    public LogReader Log { get; }

    /// <summary>The one file of a store.</summary>
    public static string DatabaseIn(string folder) => DataFolder.DatabaseIn(folder);

    /// <summary>Opens the store in <paramref name="folder"/> to read.</summary>
    /// <exception cref="HistoryException">There is none, it is damaged, or it is of another version than this program's.</exception>
    public static HistoryReader Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = DataFolder.DatabaseIn(folder);
        if (!File.Exists(path))
        {
            throw new HistoryException($"There is no history in {Path.GetDirectoryName(path)}: {DataFolder.DatabaseName} is missing. Name the data folder of a server.");
        }
        var chunks = new ChunkTable(new LayoutCache());
        var journal = new JournalReader(path, chunks);
        var reader = new HistoryReader(path, chunks, journal, new UnsealedInJournal(journal), null);
        int version = reader._pool.Query(Schema.VersionOf);
        return version == Schema.Newest
            ? reader
            : throw new HistoryException($"{path} is of version {version}, and this program reads version {Schema.Newest}. Use the server's own program.");
    }

    /// <inheritdoc cref="IHistory.ReadJournal"/>
    public IEnumerable<SequencedEntry> Journal(long after) => _journal.Read(after);

    /// <summary>
    /// Batches and commands in the order of arrival, from the first batch of a slot or a later one; first the silences that are in force then. Silences come with the end
    /// that they came to, and their expiry by hand does not come.
    /// </summary>
    public IEnumerable<JournalEntry> Inputs(Slot from) => _inputs.Read(SequenceBefore(from), from.Instant);

    /// <summary>The newest slot of a batch in the journal, and the oldest; null while there is none.</summary>
    public (Slot Oldest, Slot Newest)? Recorded() => _pool.Query(connection =>
        connection.QuerySingle<(long? Oldest, long? Newest)>("SELECT MIN(slot), MAX(slot) FROM journal WHERE kind = 'batch'") is ({ } oldest, { } newest)
            ? (new Slot(oldest), new Slot(newest))
            : ((Slot, Slot)?)null);

    /// <summary>The sequence after which every batch of <paramref name="slot"/> or later lies; the journal's last where there is none.</summary>
    private long SequenceBefore(Slot slot) => _pool.Query(connection =>
        connection.ExecuteScalar<long?>("SELECT MIN(sequence) - 1 FROM journal WHERE kind = 'batch' AND slot >= @from", new { from = slot.UnixMs })
            ?? connection.ExecuteScalar<long?>("SELECT MAX(sequence) FROM journal") ?? 0);

    /// <inheritdoc cref="IHistory.NewestCheckpoint"/>
    public Checkpoint? NewestCheckpoint() => _pool.Query(Records.CheckpointTable.Newest);

    public StoreSizes Sizes() => _pool.Query(connection =>
    {
        long page = connection.ExecuteScalar<long>("PRAGMA page_size");
        (long bytes, long samples) = connection.QuerySingle<(long, long)>(
            "SELECT COALESCE(SUM(length(header) + length(body)), 0), COALESCE(SUM(samples), 0) FROM chunks");
        var log = new FileInfo(_pool.Path + "-wal");
        return new StoreSizes(
            page * connection.ExecuteScalar<long>("PRAGMA page_count"), log.Exists ? log.Length : 0, page * connection.ExecuteScalar<long>("PRAGMA freelist_count"),
            bytes, samples, connection.ExecuteScalar<long>("SELECT COALESCE(SUM(length(header) + length(body)), 0) FROM rollups"),
            connection.ExecuteScalar<long>("SELECT COUNT(*) FROM series"));
    });

    /// <summary>Reads the whole file and says what is wrong with it; empty for a sound one. Takes as long as the disk needs.</summary>
    public IReadOnlyList<string> Check() => _pool.Query(connection =>
    {
        try
        {
            return connection.Query<string>("PRAGMA quick_check").Where(line => line != "ok").ToList();
        }
        catch (SqliteException damage) when (damage.SqliteErrorCode == 11)
        {
            return [damage.Message];
        }
    });

    /// <summary>Closes what the pool holds open.</summary>
    public void Dispose() => Connections.CloseReaders(_pool.Path);
}
