using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Reading;
using RulesPlatform.History.Samples;

namespace RulesPlatform.History.Rollups;

/// <summary>Reads the table <c>rollups</c>. Any thread, each with a connection of its own.</summary>
internal static class RollupTable
{
    /// <summary>
    /// The whole days in [<paramref name="from"/>, <paramref name="to"/>) that rollups of <paramref name="stream"/> answer for, oldest first, as their first instants.
    /// A day that has samples which are not in its rollup is left out, and all of them where no rollup's step divides <paramref name="stepMs"/>.
    /// </summary>
    public static IEnumerable<long> Days(SqliteConnection connection, int stream, UnsealedRows rows, long from, long to, long stepMs)
    {
        long step = StepFor(stepMs);
        if (step == 0)
        {
            return [];
        }
        long before = Math.Min(to, rows.OldestTime) - RollupStep.Day;
        return connection.Query<long>(
            """
            SELECT DISTINCT day FROM rollups r WHERE stream_id = @stream AND step = @step AND day >= @from AND day <= @before
                AND through_chunk >= COALESCE((SELECT MAX(id) FROM chunks c WHERE c.stream_id = @stream AND c.max_time >= r.day AND c.min_time < r.day + 86400000), 0)
            ORDER BY day
            """, new { stream, step, from, before });
    }

    /// <summary>Adds a day's points of some series to their charts.</summary>
    /// <param name="wanted">Ids of series, and the index of each one's fold.</param>
    public static void Fold(
        SqliteConnection connection, ChunkTable chunks, int stream, long day, long stepMs, IReadOnlyList<(int Series, int Member)> wanted, IReadOnlyList<ChartFold> folds)
    {
        long step = StepFor(stepMs);
        var stored = connection.Query<(long Id, long Part, string Fold, byte[] Header)>(
            "SELECT id, part, fold, header FROM rollups WHERE stream_id = @stream AND step = @step AND day = @day", new { stream, step, day });
        foreach (var part in stored.GroupBy(line => line.Part))
        {
            var blocks = part.ToDictionary(line => line.Fold, line => Open(connection, chunks, line.Id, line.Header));
            ColumnMap columns = blocks["count"].Header.Columns;
            foreach ((int series, int member) in wanted)
            {
                int column = columns.IndexOf(series);
                if (column >= 0)
                {
                    Fold(blocks, column, day, step, folds[member]);
                }
            }
        }
    }

    private static void Fold(Dictionary<string, BlockColumns> blocks, int column, long day, long step, ChartFold fold)
    {
        double[] count = blocks["count"].Read(column).Values;
        double[] min = blocks["min"].Read(column).Values;
        double[] max = blocks.TryGetValue("max", out BlockColumns? ownMax) ? ownMax.Read(column).Values : min;
        double[] sum = blocks.TryGetValue("sum", out BlockColumns? ownSum) ? ownSum.Read(column).Values : min;
        for (int i = 0; i < count.Length; i++)
        {
            if (count[i] > 0)
            {
                fold.Add(new ChartPoint(day + i * step, min[i], max[i], sum[i], (long)count[i]));
            }
        }
    }

    private static BlockColumns Open(SqliteConnection connection, ChunkTable chunks, long id, byte[] header)
    {
        byte[] body = connection.QuerySingle<byte[]>("SELECT body FROM rollups WHERE id = @id", new { id });
        return BlockColumns.Of(new Block([], body), BlockHeader.Read(header, layout => chunks.FindLayout(connection, layout)));
    }

    private static long StepFor(long stepMs) =>
        stepMs % RollupStep.Hour == 0 ? RollupStep.Hour : stepMs % RollupStep.FiveMinutes == 0 ? RollupStep.FiveMinutes : 0;
}
