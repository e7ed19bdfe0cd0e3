using Microsoft.Data.Sqlite;
using RulesPlatform.History.Samples;

namespace RulesPlatform.History.Reading;

/// <summary>Samples that are durable but in no chunk yet: in this process' memory, or in the journal that another one writes.</summary>
internal interface IUnsealed
{
    /// <summary>
    /// The streams that carry any of <paramref name="series"/>, with their rows that are not sealed. To be asked before the chunks are read,
    /// or inside one snapshot with them.
    /// </summary>
    IReadOnlyList<StreamPart> Find(SqliteConnection connection, IReadOnlyList<int> series);
}
