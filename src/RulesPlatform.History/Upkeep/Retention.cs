using Dapper;
using RulesPlatform.History.Rollups;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;

namespace RulesPlatform.History.Upkeep;

/// <summary>
/// Deletes what is older than the options keep, a few rows at a time; "now" is the newest slot seen. The journal goes first and only as far as
/// recovery does not reach; chunks follow, once nothing in the journal needs them. Writer's thread only.
/// </summary>
internal sealed class Retention(WriteConnection connection, Catalog catalog, Head head, Func<long> oldestDayToRoll, HistoryOptions options)
{
    private const long Pause = RollupStep.Hour;
    private const int AtOnce = 200;

    /// <summary>Tables with a time, and what of them stays whatever its age. The journal and chunks are not among them.</summary>
    private static readonly string[] _decisionDeletes =
    [
        "DELETE FROM decisions WHERE sequence IN (SELECT sequence FROM decisions WHERE slot < $1 LIMIT $2)",
        """
        DELETE FROM alert_changes WHERE id IN (
            SELECT id FROM alert_changes WHERE slot < $1 AND fingerprint NOT IN (SELECT fingerprint FROM alerts) LIMIT $2)
        """,
        "DELETE FROM notifications WHERE id IN (SELECT id FROM notifications WHERE due_at < $1 AND state <> 'queued' LIMIT $2)",
        "DELETE FROM receipts WHERE journal_sequence IN (SELECT journal_sequence FROM receipts WHERE at < $1 LIMIT $2)",
        "DELETE FROM acknowledgements WHERE journal_sequence IN (SELECT journal_sequence FROM acknowledgements WHERE at < $1 LIMIT $2)",
        "DELETE FROM job_runs WHERE slot < $1 AND sequence IN (SELECT sequence FROM job_runs ORDER BY sequence LIMIT $2)",
        "DELETE FROM target_failures WHERE id IN (SELECT id FROM target_failures WHERE last_slot < $1 AND is_open = 0 LIMIT $2)",
    ];

    private long _sweptAt = long.MinValue;
    private long _sizeCutoff = long.MinValue;

    /// <summary>Deletes the next few rows.</summary>
    /// <returns>False when nothing is due.</returns>
    public bool Step()
    {
        if (head.NewestSlot == long.MinValue || (_sweptAt != long.MinValue && head.NewestSlot < _sweptAt + Pause))
        {
            return false;
        }
        int deleted = 0;
        connection.InTransaction(() => deleted = DeleteSome());
        if (deleted > 0 || MakeRoom())
        {
            return true;
        }
        DeleteLayouts();
        _sweptAt = head.NewestSlot;
        return true;
    }

    private int DeleteSome()
    {
        long samples = Math.Min(Math.Max(Before(options.KeepSamples), _sizeCutoff), oldestDayToRoll());
        int deleted = DeleteJournal(samples) + DeleteChunks(samples);
        deleted += connection.Prepare("DELETE FROM rollups WHERE id IN (SELECT id FROM rollups WHERE step = $1 AND day < $2 LIMIT $3)", 3)
            .Run(RollupStep.FiveMinutes, Math.Max(Before(options.KeepFiveMinutes), _sizeCutoff) - RollupStep.Day, AtOnce);
        deleted += connection.Prepare("DELETE FROM rollups WHERE id IN (SELECT id FROM rollups WHERE step = $1 AND day < $2 LIMIT $3)", 3)
            .Run(RollupStep.Hour, Before(options.KeepHours) - RollupStep.Day, AtOnce);
        foreach (string delete in _decisionDeletes)
        {
            deleted += connection.Prepare(delete, 2).Run(Before(options.KeepDecisions), AtOnce);
        }
        return deleted;
    }

    /// <summary>Entries from the front of the journal that are old, that the older checkpoint covers, and whose samples are sealed.</summary>
    private int DeleteJournal(long cutoff)
    {
        object? covered = connection.Prepare("SELECT MIN(through) FROM checkpoints", 0).Scalar();
        if (covered is not long through)
        {
            return 0;
        }
        object? young = connection.Prepare(
            "SELECT MIN(sequence) FROM (SELECT sequence, slot FROM journal ORDER BY sequence LIMIT $2 + 1) WHERE slot >= $1", 2).Scalar(cutoff, AtOnce);
        long end = Math.Min(Math.Min(young as long? ?? long.MaxValue, through + 1), head.OldestSequence);
        return connection.Prepare("DELETE FROM journal WHERE sequence IN (SELECT sequence FROM journal WHERE sequence < $1 ORDER BY sequence LIMIT $2)", 2)
            .Run(end, AtOnce);
    }

    private int DeleteChunks(long cutoff) => connection.Prepare("""
        DELETE FROM chunks WHERE id IN (
            SELECT id FROM chunks WHERE max_time < $1 AND last_sequence < (SELECT COALESCE(MIN(sequence), 0) FROM journal) LIMIT $2)
        """, 2).Run(cutoff, AtOnce / 4);

    /// <summary>Moves the cutoff of samples and 5-minute rollups forward by a twentieth of what there is where the store is too large.</summary>
    /// <returns>True where that frees something.</returns>
    private bool MakeRoom()
    {
        long live = connection.Raw.ExecuteScalar<long>("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
        long? oldest = connection.Raw.ExecuteScalar<long?>(
            "SELECT MIN(time) FROM (SELECT MIN(max_time) AS time FROM chunks UNION ALL SELECT MIN(day) FROM rollups WHERE step = @step)",
            new { step = RollupStep.FiveMinutes });
        if (live <= options.MaxBytes || oldest is not { } from)
        {
            return false;
        }
        long before = _sizeCutoff;
        _sizeCutoff = Math.Min(Math.Max(from, before) + Math.Max((head.NewestSlot - from) / 20, 1), Math.Min(oldestDayToRoll(), head.NewestSlot));
        return _sizeCutoff > before;
    }

    /// <summary>Layouts that neither the journal, a chunk, a rollup nor memory refers to.</summary>
    private void DeleteLayouts()
    {
        var inUse = catalog.Streams.SelectMany(stream => stream.LayoutIds()).ToHashSet();
        var unused = connection.Raw.Query<long>(
            """
            SELECT id FROM layouts l WHERE last_sequence < (SELECT MIN(sequence) FROM journal)
                AND last_sequence < COALESCE((SELECT MIN(last_sequence) FROM chunks c WHERE c.stream_id = l.stream_id), 9223372036854775807)
                AND NOT EXISTS (SELECT 1 FROM rollups r WHERE r.layout_id = l.id)
            """).Where(id => !inUse.Contains((int)id)).ToList();
        connection.InTransaction(() =>
        {
            foreach (long id in unused)
            {
                connection.Prepare("DELETE FROM layouts WHERE id = $1", 1).Run(id);
            }
        });
    }

    private long Before(TimeSpan kept) => head.NewestSlot - (long)kept.TotalMilliseconds;
}
