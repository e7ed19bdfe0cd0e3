using System.Text.Json;
using Dapper;
using RulesPlatform.History.Records;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.History.Reading;

/// <summary>Alerts as they are and as they were. Safe for many threads.</summary>
public sealed class AlertReader
{
    private readonly ReadPool _pool;

    internal AlertReader(ReadPool pool) => _pool = pool;

    /// <summary>By rule, then labels.</summary>
    public IReadOnlyList<CurrentAlert> Current() => _pool.Query(connection => connection
        .Query<CurrentLine>("""
            SELECT fingerprint, change_id AS ChangeId, rule, name, severity, state, since, active_since AS ActiveSince, labels, value FROM alerts ORDER BY rule, labels
            """)
        .Select(line => new CurrentAlert(
            line.Fingerprint, line.ChangeId, line.Rule, line.Name, line.Severity, Enum.Parse<AlertState>(line.State), new Slot(line.Since),
            new Slot(line.ActiveSince), Labels(line.Labels), line.Value ?? double.NaN)).ToList());

    /// <summary>Newest first.</summary>
    public IReadOnlyList<StoredChange> Changes(ChangeQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        string?[] conditions =
        [
            query.Fingerprint is null ? null : "fingerprint = @Fingerprint",
            query.Rule is null ? null : "rule = @Rule",
            query.From is null ? null : "slot >= @From",
            query.Through is null ? null : "slot <= @Through",
            query.Before is null ? null : "id < @Before",
        ];
        string which = string.Join(" AND ", conditions.Where(condition => condition is not null));
        return Read(
            $"{(which.Length == 0 ? "" : "WHERE ")}{which} ORDER BY id DESC LIMIT @Limit",
            new
            {
                query.Fingerprint, query.Rule, From = query.From?.ToUnixTimeMilliseconds(), Through = query.Through?.ToUnixTimeMilliseconds(), query.Before, query.Limit,
            });
    }

    /// <summary>Null where no such change is kept.</summary>
    public StoredChange? Change(long id) => Read("WHERE id = @id", new { id }).FirstOrDefault();

    /// <summary>Of one alert, newest first; of all where <paramref name="fingerprint"/> is null.</summary>
    public IReadOnlyList<StoredAcknowledgement> Acknowledgements(string? fingerprint = null) => _pool.Query(connection => connection
        .Query<(long Sequence, string Fingerprint, string Author, string Comment, bool IsNoise, long At)>(
            """
            SELECT journal_sequence, fingerprint, author, comment, is_noise, at FROM acknowledgements
            WHERE @fingerprint IS NULL OR fingerprint = @fingerprint ORDER BY journal_sequence DESC
            """, new { fingerprint })
        .Select(line => new StoredAcknowledgement(
            line.Sequence, line.Fingerprint, line.Author, line.Comment, line.IsNoise, DateTimeOffset.FromUnixTimeMilliseconds(line.At))).ToList());

    private List<StoredChange> Read(string which, object parameters) => _pool.Query(connection => connection
        .Query<ChangeLine>($"""
            SELECT id, journal_sequence AS JournalSequence, fingerprint, rule, alert_labels AS AlertLabels, slot, from_state AS FromState, to_state AS ToState,
                reason, incarnation, transition, mode, unsent, name, severity, owner, labels, signal, value, unit, annotations, evidence
            FROM alert_changes {which}
            """, parameters)
        .Select(Change).ToList());

    private static StoredChange Change(ChangeLine line) => new(
        line.Id, line.JournalSequence, line.Fingerprint, line.Rule, Labels(line.AlertLabels), new Slot(line.Slot), Enum.Parse<AlertState>(line.FromState),
        Enum.Parse<AlertState>(line.ToState), Enum.Parse<ChangeReason>(line.Reason), new Slot(line.Incarnation), (int)line.Transition,
        Enum.Parse<RuleMode>(line.Mode), line.Unsent, line.Name, line.Severity, line.Owner, Labels(line.Labels), line.Signal, line.Value ?? double.NaN, line.Unit,
        JsonSerializer.Deserialize(line.Annotations, HistoryJson.Stored.IReadOnlyDictionaryStringString)!,
        JsonSerializer.Deserialize(line.Evidence, HistoryJson.Stored.Evidence)!);

    private static LabelSet Labels(string json) => JsonSerializer.Deserialize(json, HistoryJson.Stored.LabelSet)!;

    private sealed record CurrentLine
    {
        public string Fingerprint { get; init; } = "";
        public long ChangeId { get; init; }
        public string Rule { get; init; } = "";
        public string Name { get; init; } = "";
        public string Severity { get; init; } = "";
        public string State { get; init; } = "";
        public long Since { get; init; }
        public long ActiveSince { get; init; }
        public string Labels { get; init; } = "";
        public double? Value { get; init; }
    }

    private sealed record ChangeLine
    {
        public long Id { get; init; }
        public long JournalSequence { get; init; }
        public string Fingerprint { get; init; } = "";
        public string Rule { get; init; } = "";
        public string AlertLabels { get; init; } = "";
        public long Slot { get; init; }
        public string FromState { get; init; } = "";
        public string ToState { get; init; } = "";
        public string Reason { get; init; } = "";
        public long Incarnation { get; init; }
        public long Transition { get; init; }
        public string Mode { get; init; } = "";
        public string? Unsent { get; init; }
        public string Name { get; init; } = "";
        public string Severity { get; init; } = "";
        public string Owner { get; init; } = "";
        public string Labels { get; init; } = "";
        public string Signal { get; init; } = "";
        public double? Value { get; init; }
        public string Unit { get; init; } = "";
        public string Annotations { get; init; } = "";
        public string Evidence { get; init; } = "";
    }
}
