using Dapper;
using Microsoft.Data.Sqlite;

namespace RulesPlatform.History.Storage;

/// <summary>The one connection that writes, with its transactions and prepared statements. For the writer's thread only.</summary>
internal sealed class WriteConnection : IDisposable
{
    /// <summary>Pages that a small commit touches, in bytes.</summary>
    private const long CommitBytes = 32 * 1024;

    private readonly Dictionary<string, Statement> _statements = [];
    private readonly string _path;
    private long _commits;
    private long _moved;

    public WriteConnection(string path)
    {
        _path = path;
        Raw = Connections.OpenWriter(path);
    }

    public SqliteConnection Raw { get; }

    /// <summary>About how much the write-ahead log has got since <see cref="LogMoved"/>.</summary>
    public long LogBytes => _commits * CommitBytes + _statements.Values.Sum(statement => statement.BlobBytes) - _moved;

    /// <summary>The prepared form of <paramref name="sql"/>, a constant text whose parameters are <c>$1</c> to <c>$n</c>.</summary>
    public Statement Prepare(string sql, int parameters)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement))
        {
            statement = new Statement(Raw, sql, parameters);
            _statements.Add(sql, statement);
        }
        return statement;
    }

    /// <summary>Runs <paramref name="writes"/> in one transaction: durable on return, or nothing of it kept.</summary>
    /// <exception cref="HistoryException">SQLite refused; <paramref name="undo"/> has run.</exception>
    public void InTransaction(Action writes, Action? undo = null)
    {
        bool began = false;
        try
        {
            Prepare("BEGIN IMMEDIATE", 0).Run();
            began = true;
            writes();
            Prepare("COMMIT", 0).Run();
            _commits++;
        }
        catch (Exception failure)
        {
            if (began)
            {
                RollBack();
            }
            undo?.Invoke();
            if (failure is SqliteException refused)
            {
                throw Connections.Explain(refused, _path);
            }
            throw;
        }
    }

    public void LogMoved() => _moved += LogBytes;

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }
        Raw.Dispose();
    }

    private void RollBack()
    {
        try
        {
            Raw.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full; the first failure is the one to tell.
        }
    }
}
