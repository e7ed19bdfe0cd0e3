using Microsoft.Data.Sqlite;
using RulesPlatform.History.Samples;

namespace RulesPlatform.History.Reading;

/// <summary>What the process that writes holds in memory.</summary>
internal sealed class UnsealedInMemory(Catalog catalog) : IUnsealed
{
    public IReadOnlyList<(int Stream, UnsealedRows Rows)> Find(SqliteConnection connection, int series) =>
        [.. catalog.StreamsOf(series).Select(stream => (stream.Id, stream.Snapshot()))];
}
