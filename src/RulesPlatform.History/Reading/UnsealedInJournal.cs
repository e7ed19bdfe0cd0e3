using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Journal;
using RulesPlatform.History.Samples;

namespace RulesPlatform.History.Reading;

/// <summary>What the journal still has columns of; for the command line, beside a running server or without one.</summary>
internal sealed class UnsealedInJournal(JournalReader journal) : IUnsealed
{
    public IReadOnlyList<StreamPart> Find(SqliteConnection connection, IReadOnlyList<int> series)
    {
        var members = series
            .SelectMany((id, index) => connection
                .Query<long>("SELECT stream_id FROM series_streams WHERE series_id = @id ORDER BY stream_id", new { id })
                .Select(stream => (Stream: (int)stream, Index: index)))
            .ToLookup(pair => pair.Stream, pair => pair.Index);
        var sealedThrough = members.ToDictionary(
            group => group.Key,
            group => connection.ExecuteScalar<long?>("SELECT MAX(last_sequence) FROM chunks WHERE stream_id = @Key", new { group.Key }) ?? 0);
        var rows = members.ToDictionary(group => group.Key, _ => new List<Row>());
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
        return [.. members.Select(group => new StreamPart(group.Key, [.. group], new UnsealedRows([], rows[group.Key], sealedThrough[group.Key] + 1)))];
    }
}
