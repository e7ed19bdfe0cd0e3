using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Journal;
using RulesPlatform.History.Samples;

namespace RulesPlatform.History.Reading;

/// <summary>What the journal still has columns of; for the command line, beside a running server or without one.</summary>
internal sealed class UnsealedInJournal(JournalReader journal) : IUnsealed
{
    public IReadOnlyList<(int Stream, UnsealedRows Rows)> Find(SqliteConnection connection, int series)
    {
        var sealedThrough = connection.Query<(long Stream, long Through)>(
            """
            SELECT stream_id, (SELECT COALESCE(MAX(last_sequence), 0) FROM chunks WHERE chunks.stream_id = series_streams.stream_id)
            FROM series_streams WHERE series_id = @series
            """, new { series }).ToDictionary(line => (int)line.Stream, line => line.Through);
        var rows = sealedThrough.Keys.ToDictionary(stream => stream, _ => new List<Row>());
        foreach ((long sequence, _, List<(int Stream, Row Row)> parts) in journal.ReadUnsealed(connection))
        {
            foreach ((int stream, Row row) in parts)
            {
                if (sealedThrough.TryGetValue(stream, out long through) && sequence > through)
                {
                    rows[stream].Add(row);
                }
            }
        }
        return [.. rows.Select(pair => (pair.Key, new UnsealedRows([], pair.Value, sealedThrough[pair.Key] + 1)))];
    }
}
