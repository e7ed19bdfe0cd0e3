using Dapper;
using Microsoft.Data.Sqlite;

namespace RulesPlatform.History.Storage;

/// <summary>How the store's file is opened: once to write, any number of times to read.</summary>
internal static class Connections
{
    /// <summary>The writer's: WAL, every commit on the disk before it returns. Checkpoints of the WAL are left to idle time.</summary>
    /// <exception cref="HistoryException">The file is damaged or no SQLite database.</exception>
    public static SqliteConnection OpenWriter(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            connection.Execute("PRAGMA page_size = 4096");
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute(
                "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 33554432; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000");
            return connection;
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw Explain(failure, path);
        }
    }

    /// <summary>A reader's, from the pool.</summary>
    /// <exception cref="HistoryException">The file is missing, damaged or no SQLite database.</exception>
    public static SqliteConnection OpenReader(string path)
    {
        var connection = new SqliteConnection(ReaderText(path));
        try
        {
            connection.Open();
            connection.Execute("PRAGMA query_only = 1; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -2048");
            return connection;
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw Explain(failure, path);
        }
    }

    public static void CloseReaders(string path)
    {
        using var connection = new SqliteConnection(ReaderText(path));
        SqliteConnection.ClearPool(connection);
    }

    public static HistoryException Explain(SqliteException failure, string path) => failure.SqliteErrorCode switch
    {
        11 or 26 => new HistoryException(
            $"{path} is damaged or no database ({failure.Message}). Put back a backup; or move the file away to start an empty history, and recover what is left of it with 'sqlite3 {path} .recover'.", failure),
        13 => new HistoryException($"{path} cannot grow: the disk is full. Free space or lower history.maxBytes; nothing of this write was kept.", failure),
        14 => new HistoryException($"{path} cannot be opened ({failure.Message}). Check that it exists and that this user may read its folder.", failure),
        8 => new HistoryException($"{path} cannot be written: it or its folder is read-only for this user.", failure),
        _ => new HistoryException($"{path}: SQLite says '{failure.Message}' (code {failure.SqliteExtendedErrorCode}).", failure),
    };

    private static string ReaderText(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();
}
