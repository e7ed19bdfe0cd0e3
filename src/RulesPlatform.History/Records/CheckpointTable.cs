using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Columns;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.History.Records;

/// <summary>The newest two checkpoints, each with its hash: one that is damaged is passed over.</summary>
internal static class CheckpointTable
{
    private const int Kept = 2;

    public static void Write(WriteConnection connection, Checkpoint checkpoint)
    {
        byte[] state = Zstd.Compress(checkpoint.State.Span, 1);
        string hash = Hash(checkpoint.State.Span);
        connection.InTransaction(() =>
        {
            connection.Prepare("INSERT OR REPLACE INTO checkpoints (through, format, revision, sha256, state) VALUES ($1, $2, $3, $4, $5)", 5)
                .Run(checkpoint.Through, checkpoint.Format, checkpoint.Revision, hash, state);
            connection.Prepare("DELETE FROM checkpoints WHERE through NOT IN (SELECT through FROM checkpoints ORDER BY through DESC LIMIT $1)", 1).Run(Kept);
        });
    }

    public static Checkpoint? Newest(SqliteConnection connection)
    {
        foreach (long through in connection.Query<long>("SELECT through FROM checkpoints ORDER BY through DESC"))
        {
            if (Read(connection, through) is { } checkpoint)
            {
                return checkpoint;
            }
        }
        return null;
    }

    /// <summary>Null where it is damaged.</summary>
    private static Checkpoint? Read(SqliteConnection connection, long through)
    {
        try
        {
            (long format, string revision, string sha256, byte[] packed) = connection.QuerySingle<(long, string, string, byte[])>(
                "SELECT format, revision, sha256, state FROM checkpoints WHERE through = @through", new { through });
            byte[] state = Zstd.Decompress(packed);
            return Hash(state) == sha256 ? new Checkpoint(through, (int)format, revision, state) : null;
        }
        catch (Exception damage) when (damage is InvalidDataException or SqliteException { SqliteErrorCode: 11 })
        {
            return null;
        }
    }

    private static string Hash(ReadOnlySpan<byte> state) => Convert.ToHexStringLower(SHA256.HashData(state));
}
