using Dapper;
using Microsoft.Data.Sqlite;

namespace RulesPlatform.History.Samples;

/// <summary>Layouts by id, read from the store when first asked for. Safe for many threads.</summary>
internal sealed class LayoutCache
{
    /// <summary>Series ids held before everything is forgotten and read anew.</summary>
    private const int Bound = 4_000_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Layout> _layouts = [];
    private int _held;

    /// <exception cref="InvalidDataException">The store has no such layout: it is damaged.</exception>
    public Layout Find(SqliteConnection connection, int id)
    {
        lock (_gate)
        {
            if (_layouts.TryGetValue(id, out Layout? known))
            {
                return known;
            }
        }
        byte[] body = connection.QuerySingleOrDefault<byte[]>("SELECT body FROM layouts WHERE id = @id", new { id })
            ?? throw new InvalidDataException($"The store lacks the layout {id} that its samples need: it is damaged.");
        var layout = new Layout(id, LayoutBytes.Read(body));
        lock (_gate)
        {
            if (_held > Bound)
            {
                _layouts.Clear();
                _held = 0;
            }
            _held += layout.Series.Length;
            return _layouts.TryAdd(id, layout) ? layout : _layouts[id];
        }
    }
}
