using Dapper;
using RulesPlatform.History.Samples;
using RulesPlatform.History.Storage;

namespace RulesPlatform.History.Rollups;

/// <summary>
/// Days that have chunks which are in no rollup. A day is ripe once it is over and its stream has sealed it; one that gets late samples
/// becomes due again. Writer's thread only.
/// </summary>
internal sealed class DaysToRoll
{
    /// <summary>How long after its end a day is rolled up, so that stragglers are in.</summary>
    private const long Patience = 600_000;

    private readonly WriteConnection _connection;
    private readonly Catalog _catalog;
    private readonly ChunkTable _chunks;
    private readonly Head _head;
    private readonly SortedSet<(long Day, int Stream)> _touched = [];
    private RollingUp? _current;
    private (long Day, int Stream) _currentDay;

    public DaysToRoll(WriteConnection connection, Catalog catalog, ChunkTable chunks, Head head)
    {
        (_connection, _catalog, _chunks, _head) = (connection, catalog, chunks, head);
        foreach ((long stream, long min, long max) in connection.Raw.Query<(long, long, long)>(
            """
            SELECT c.stream_id, c.min_time, c.max_time FROM chunks c
            WHERE c.id >= COALESCE((SELECT MAX(through_chunk) FROM rollups r WHERE r.stream_id = c.stream_id), 0)
            """))
        {
            Touch((int)stream, min, max);
        }
    }

    /// <summary><see cref="long.MaxValue"/> for none: samples from here on are still needed.</summary>
    public long Oldest => _current is not null ? Math.Min(_currentDay.Day, OldestTouched) : OldestTouched;

    private long OldestTouched => _touched.Count == 0 ? long.MaxValue : _touched.Min.Day;

    /// <summary>A chunk with samples from <paramref name="min"/> to <paramref name="max"/> was written.</summary>
    public void Touch(int stream, long min, long max)
    {
        for (long day = RollupStep.DayOf(min); day <= max; day += RollupStep.Day)
        {
            _touched.Add((day, stream));
        }
    }

    /// <summary>Does the next piece of a ripe day.</summary>
    /// <returns>False where none is ripe.</returns>
    public bool Step()
    {
        if (_current is { } current)
        {
            if (!current.Advance())
            {
                _current = null;
            }
            return true;
        }
        foreach ((long day, int id) in _touched)
        {
            if (_head.NewestSlot < day + RollupStep.Day + Patience)
            {
                return false;
            }
            SampleStream stream = _catalog.StreamOf(id);
            if (stream.RowCount == 0 || stream.OldestSlot >= day + RollupStep.Day)
            {
                _touched.Remove((day, id));
                _current = new RollingUp(_connection, _catalog, _chunks, stream, day);
                _currentDay = (day, id);
                return true;
            }
        }
        return false;
    }
}
