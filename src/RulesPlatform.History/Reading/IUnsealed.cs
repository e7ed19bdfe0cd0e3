using Microsoft.Data.Sqlite;
using RulesPlatform.History.Samples;

namespace RulesPlatform.History.Reading;

/// <summary>Samples that are durable but in no chunk yet: in this process' memory, or in the journal that another one writes.</summary>
internal interface IUnsealed
{
    /// <summary>
    /// For each stream that carries <paramref name="series"/>, its rows that are not sealed and the sequence from which on they are all there.
    /// To be asked before the chunks are read, or inside one snapshot with them.
    /// </summary>
    IReadOnlyList<(int Stream, UnsealedRows Rows)> Find(SqliteConnection connection, int series);
}
