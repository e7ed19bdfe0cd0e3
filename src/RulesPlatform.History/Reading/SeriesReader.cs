using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Records;
using RulesPlatform.History.Samples;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Reading;

/// <summary>Series and their samples, sealed or not. Safe for many threads.</summary>
public sealed class SeriesReader
{
    private readonly ReadPool _pool;
    private readonly ChunkTable _chunks;
    private readonly IUnsealed _unsealed;
    private readonly SeriesTable? _table;

    /// <param name="table">The series where this process knows them all; null to ask the store.</param>
    internal SeriesReader(ReadPool pool, ChunkTable chunks, IUnsealed unsealed, SeriesTable? table) =>
        (_pool, _chunks, _unsealed, _table) = (pool, chunks, unsealed, table);

    /// <summary>Series by metric and labels, in order of id, at most <paramref name="limit"/>.</summary>
    /// <param name="metric">The name, or null for any.</param>
    /// <param name="where">All must match; a matcher of <c>__name__</c> sees the metric's name.</param>
    public IReadOnlyList<StoredSeries> Find(string? metric, IReadOnlyList<LabelMatcher>? where = null, int limit = 10_000)
    {
        IReadOnlyList<LabelMatcher> matchers = where ?? [];
        return _table is null
            ? _pool.Query(connection => Matching(Stored(connection, metric), metric, matchers).Take(limit).ToList())
            : Matching(Known(_table), metric, matchers).Take(limit).ToList();
    }

    /// <summary>The names of all metrics, sorted.</summary>
    public IReadOnlyList<string> Metrics() =>
        _pool.Query(connection => connection.Query<string>("SELECT DISTINCT metric FROM series ORDER BY metric").ToList());

    /// <summary>Samples with <paramref name="after"/> &lt; time ≤ <paramref name="through"/> (Unix ms), oldest first, end markers included; of two at one time the one that arrived later.</summary>
    public IReadOnlyList<Sample> Samples(SeriesId series, long after, long through) => _pool.Query(connection =>
    {
        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        return SampleOrder.Read(connection, _chunks, _unsealed.Find(connection, [series.Value]), series.Value, after, through);
    });

    /// <inheritdoc cref="Charts"/>
    public IReadOnlyList<ChartPoint> Chart(SeriesId series, long from, long to, TimeSpan step) => Charts([series], from, to, step)[0];

    /// <summary>
    /// Samples with <paramref name="from"/> ≤ time &lt; <paramref name="to"/> (Unix ms), folded into steps that are aligned to the epoch. Days whose rollups
    /// are at hand and fit the step are taken from them; the rest is folded from samples. Asking for many series at once is much cheaper than one by one.
    /// </summary>
    /// <returns>In the order of <paramref name="series"/>; empty for one that is not known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is shorter than a millisecond.</exception>
    public IReadOnlyList<IReadOnlyList<ChartPoint>> Charts(IReadOnlyList<SeriesId> series, long from, long to, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(series);
        long stepMs = (long)step.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(stepMs, 1, nameof(step));
        int[] ids = [.. series.Select(id => id.Value)];
        return _pool.Query(connection =>
        {
            using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
            return new ChartQuery(connection, _chunks, ids, from, to, stepMs).Run(_unsealed.Find(connection, ids));
        });
    }

    private static IEnumerable<StoredSeries> Matching(IEnumerable<StoredSeries> series, string? metric, IReadOnlyList<LabelMatcher> matchers) => series.Where(one =>
        (metric is null || one.Key.Metric == metric)
        && matchers.All(matcher => matcher.Name == "__name__" ? matcher.MatchesValue(one.Key.Metric) : matcher.Matches(one.Key.Labels)));

    private static IEnumerable<StoredSeries> Known(SeriesTable table)
    {
        for (int i = 0; i < table.Count; i++)
        {
            if (table.TryGet(new SeriesId(i), out SeriesKey key))
            {
                yield return new StoredSeries(new SeriesId(i), key);
            }
        }
    }

    private static IEnumerable<StoredSeries> Stored(SqliteConnection connection, string? metric) => connection
        .Query<(long Id, string Metric, string Labels)>(
            metric is null ? "SELECT id, metric, labels FROM series ORDER BY id" : "SELECT id, metric, labels FROM series WHERE metric = @metric ORDER BY id",
            new { metric }, buffered: false)
        .Select(line => new StoredSeries(
            new SeriesId((int)line.Id), new SeriesKey(line.Metric, JsonSerializer.Deserialize(line.Labels, HistoryJson.Stored.LabelSet)!)));
}
