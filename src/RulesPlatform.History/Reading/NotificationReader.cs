using System.Text.Json;
using Dapper;
using RulesPlatform.History.Records;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.History.Reading;

/// <summary>The outbox and what became of it. Safe for many threads.</summary>
public sealed class NotificationReader
{
    private const string Columns = """
        SELECT id AS Id, journal_sequence AS JournalSequence, state AS State, attempts AS Attempts, detail AS Detail, next_at AS NextAt, settled_at AS SettledAt,
            body AS Body, (SELECT attachment FROM receipts r WHERE r.dedup_key = n.dedup_key AND r.receiver = n.receiver ORDER BY r.journal_sequence DESC LIMIT 1) AS Attachment
        FROM notifications n
        """;

    private readonly ReadPool _pool;

    internal NotificationReader(ReadPool pool) => _pool = pool;

    /// <summary>Newest first.</summary>
    /// <param name="state">Null for all.</param>
    /// <param name="before">Those whose id is lower: the last id of the page before.</param>
    public IReadOnlyList<StoredNotification> List(NotificationState? state = null, long? before = null, int limit = 200) => Read(
        $"{Columns} WHERE (@state IS NULL OR state = @state) AND (@before IS NULL OR id < @before) ORDER BY id DESC LIMIT @limit",
        new { state = state is { } wanted ? NameOf(wanted) : null, before, limit });

    /// <summary>Those not settled, oldest first, with their attempts so far.</summary>
    public IReadOnlyList<StoredNotification> Queued() => Read($"{Columns} WHERE state = 'queued' ORDER BY id", new { });

    /// <summary>All receivers' notifications of one dedup key.</summary>
    public IReadOnlyList<StoredNotification> Find(string dedupKey) => Read($"{Columns} WHERE dedup_key = @dedupKey ORDER BY id", new { dedupKey });

    /// <summary>How many there are in each state.</summary>
    public IReadOnlyDictionary<NotificationState, long> Count() => _pool.Query(connection =>
    {
        var counts = connection.Query<(string State, long Count)>("SELECT state, COUNT(*) FROM notifications GROUP BY state").ToDictionary(line => line.State, line => line.Count);
        return Enum.GetValues<NotificationState>().ToDictionary(state => state, state => counts.GetValueOrDefault(NameOf(state)));
    });

    private List<StoredNotification> Read(string sql, object parameters) =>
        _pool.Query(connection => connection.Query<Line>(sql, parameters).Select(Stored).ToList());

    private static StoredNotification Stored(Line line) => new(
        line.Id, line.JournalSequence, JsonSerializer.Deserialize(line.Body, HistoryJson.Stored.Notification)!,
        Enum.Parse<NotificationState>(line.State, ignoreCase: true), (int)line.Attempts, line.Detail, Instant(line.NextAt), Instant(line.SettledAt), line.Attachment);

    private static DateTimeOffset? Instant(long? unixMs) => unixMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    private static string NameOf(NotificationState state) => state switch
    {
        NotificationState.Queued => "queued",
        NotificationState.Delivered => "delivered",
        _ => "dead",
    };

    private sealed record Line
    {
        public long Id { get; init; }
        public long JournalSequence { get; init; }
        public string State { get; init; } = "";
        public long Attempts { get; init; }
        public string? Detail { get; init; }
        public long? NextAt { get; init; }
        public long? SettledAt { get; init; }
        public string Body { get; init; } = "";
        public string? Attachment { get; init; }
    }
}
