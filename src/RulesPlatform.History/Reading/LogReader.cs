using System.Text.Json;
using Dapper;
using RulesPlatform.History.Records;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.History.Reading;

/// <summary>Decisions, silences, generations of rules, and what the journal holds. Safe for many threads.</summary>
public sealed class LogReader
{
    private readonly ReadPool _pool;

    internal LogReader(ReadPool pool) => _pool = pool;

    /// <summary>Decisions whose sequence is higher than <paramref name="after"/>, in order, at most <paramref name="limit"/>.</summary>
    /// <param name="kind">One kind only, or null.</param>
    /// <param name="subject">One subject only, or null.</param>
    public IReadOnlyList<Decision> Decisions(long after, int limit = 1000, string? kind = null, string? subject = null) => _pool.Query(connection => connection
        .Query<(long Sequence, long Slot, string Kind, string Subject, string Json)>(
            """
            SELECT sequence, slot, kind, subject, json FROM decisions
            WHERE sequence > @after AND (@kind IS NULL OR kind = @kind) AND (@subject IS NULL OR subject = @subject) ORDER BY sequence LIMIT @limit
            """, new { after, limit, kind, subject })
        .Select(line => new Decision(line.Sequence, new Slot(line.Slot), line.Kind, line.Subject, line.Json)).ToList());

    /// <summary>0 while there is none.</summary>
    public long LastDecision() => _pool.Query(connection => connection.ExecuteScalar<long?>("SELECT MAX(sequence) FROM decisions") ?? 0);

    /// <summary>In order of creation, those that are over included.</summary>
    public IReadOnlyList<StoredSilence> Silences() => _pool.Query(connection => connection
        .Query<(long Sequence, string Id, string Matchers, long StartsAt, long EndsAt, string Author, string Comment, string? ExpiredBy)>(
            "SELECT journal_sequence, id, matchers, starts_at, ends_at, author, comment, expired_by FROM silences ORDER BY journal_sequence")
        .Select(line => new StoredSilence(
            line.Sequence,
            new Silence(
                line.Id, JsonSerializer.Deserialize(line.Matchers, HistoryJson.Stored.IReadOnlyListLabelMatcher)!,
                DateTimeOffset.FromUnixTimeMilliseconds(line.StartsAt), DateTimeOffset.FromUnixTimeMilliseconds(line.EndsAt), line.Author, line.Comment),
            line.ExpiredBy)).ToList());

    /// <summary>Newest first.</summary>
    public IReadOnlyList<StoredRuleSet> RuleSets() => _pool.Query(connection => connection
        .Query<(string Revision, string Name, string Version, long SavedAt, long Files)>(
            """
            SELECT revision, name, version, saved_at, (SELECT COUNT(*) FROM rule_files f WHERE f.revision = s.revision) FROM rule_sets s ORDER BY saved_at DESC, rowid DESC
            """)
        .Select(line => new StoredRuleSet(line.Revision, line.Name, line.Version, DateTimeOffset.FromUnixTimeMilliseconds(line.SavedAt), (int)line.Files)).ToList());

    /// <summary>The files of a generation, or null where it was never kept.</summary>
    public IReadOnlyList<RuleFile>? RuleSet(string revision) => _pool.Query(connection => RuleSetTables.Read(connection, revision));

    public JournalStatistics Journal() => _pool.Query(connection =>
    {
        (long? first, long? last) = connection.QuerySingle<(long?, long?)>("SELECT MIN(sequence), MAX(sequence) FROM journal");
        long unsealed = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM (SELECT sequence FROM unsealed_samples UNION SELECT sequence FROM unsealed_signals)");
        var kinds = connection.Query<(string Kind, long Count)>("SELECT kind, COUNT(*) FROM journal GROUP BY kind");
        return new JournalStatistics(first ?? 0, last ?? 0, unsealed, kinds.ToDictionary(line => line.Kind, line => line.Count));
    });
}
