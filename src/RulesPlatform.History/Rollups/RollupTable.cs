using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Reading;
using RulesPlatform.History.Samples;

namespace RulesPlatform.History.Rollups;

/// <summary>Reads the table <c>rollups</c>. Any thread, each with a connection of its own.</summary>
internal static class RollupTable
{
    /// <summary>
    /// The whole days in [<paramref name="from"/>, <paramref name="to"/>) that rollups answer for, oldest first, with the coarsest step that divides
    /// <paramref name="stepMs"/>. A day that has samples which are not in its rollup is left out.
    /// </summary>
    public static IEnumerable<RolledDay> Days(
        SqliteConnection connection, ChunkTable chunks, IReadOnlyList<(int Stream, UnsealedRows Rows)> streams, int series, long from, long to, long stepMs)
    {
        long step = stepMs % RollupStep.Hour == 0 ? RollupStep.Hour : stepMs % RollupStep.FiveMinutes == 0 ? RollupStep.FiveMinutes : 0;
        if (step == 0 || streams.Count != 1)
        {
            yield break;
        }
        (int stream, UnsealedRows rows) = streams[0];
        long before = Math.Min(to - RollupStep.Day, rows.OldestTime - RollupStep.Day);
        foreach (long day in connection.Query<long>(
            """
            SELECT DISTINCT day FROM rollups r WHERE stream_id = @stream AND step = @step AND day >= @from AND day <= @before
                AND through_chunk >= COALESCE((SELECT MAX(id) FROM chunks c WHERE c.stream_id = @stream AND c.max_time >= r.day AND c.min_time < r.day + 86400000), 0)
            ORDER BY day
            """, new { stream, step, from, before }))
        {
            yield return new RolledDay(day, day + RollupStep.Day, Points(connection, chunks, stream, series, step, day));
        }
    }

    private static List<ChartPoint> Points(SqliteConnection connection, ChunkTable chunks, int stream, int series, long step, long day)
    {
        var folds = new Dictionary<string, double[]>();
        foreach ((long id, string fold, byte[] bytes) in connection.Query<(long, string, byte[])>(
            "SELECT id, fold, header FROM rollups WHERE stream_id = @stream AND step = @step AND day = @day", new { stream, step, day }))
        {
            var header = BlockHeader.Read(bytes, layout => chunks.FindLayout(connection, layout));
            int column = header.Columns.IndexOf(series);
            if (column >= 0)
            {
                using var blob = new SqliteBlob(connection, "rollups", "body", id, readOnly: true);
                folds[fold] = new BlockColumns(header, (offset, length) => ChunkTable.Range(blob, offset, length)).Read(column).Values;
            }
        }
        var points = new List<ChartPoint>();
        if (!folds.TryGetValue("min", out double[]? min) || !folds.TryGetValue("count", out double[]? count))
        {
            return points;
        }
        double[] max = folds.GetValueOrDefault("max", min);
        double[] sum = folds.GetValueOrDefault("sum", min);
        for (int i = 0; i < count.Length; i++)
        {
            if (count[i] > 0)
            {
                points.Add(new ChartPoint(day + i * step, min[i], max[i], sum[i], (long)count[i]));
            }
        }
        return points;
    }
}
