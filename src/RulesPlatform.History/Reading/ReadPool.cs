using Microsoft.Data.Sqlite;
using RulesPlatform.History.Storage;

namespace RulesPlatform.History.Reading;

/// <summary>Runs queries on read-only connections, any number at once, and says in one way what went wrong.</summary>
internal sealed class ReadPool(string path)
{
    public string Path { get; } = path;

    /// <exception cref="HistoryException">The store is missing or damaged.</exception>
    public T Query<T>(Func<SqliteConnection, T> query)
    {
        try
        {
            using SqliteConnection connection = Connections.OpenReader(Path);
            return query(connection);
        }
        catch (SqliteException failure)
        {
            throw Connections.Explain(failure, Path);
        }
        catch (InvalidDataException damage)
        {
            throw new HistoryException($"{Path}: {damage.Message} Restore a backup.", damage);
        }
    }
}
