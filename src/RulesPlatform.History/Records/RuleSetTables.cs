using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using RulesPlatform.History.Columns;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.History.Records;

/// <summary>Generations of the rules folder; a text that several hold is kept once.</summary>
internal static class RuleSetTables
{
    public static void Write(WriteConnection connection, RuleSet rules, DateTimeOffset at) => connection.InTransaction(() =>
    {
        int added = connection.Prepare("INSERT INTO rule_sets (revision, name, version, saved_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", 4)
            .Run(rules.Revision, rules.Name, rules.Version, at.ToUnixTimeMilliseconds());
        for (int i = 0; added == 1 && i < rules.Files.Count; i++)
        {
            Write(connection, rules.Revision, i, rules.Files[i]);
        }
    });

    /// <summary>Null where the revision was never kept.</summary>
    public static IReadOnlyList<RuleFile>? Read(SqliteConnection connection, string revision)
    {
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM rule_sets WHERE revision = @revision", new { revision }) == 0)
        {
            return null;
        }
        return
        [
            .. connection.Query<(string Path, string Kind, string Name, string Version, string Sha256, byte[] Content)>(
                """
                SELECT f.path, f.kind, f.name, f.version, f.sha256, t.content FROM rule_files f JOIN rule_texts t ON t.id = f.text_id
                WHERE f.revision = @revision ORDER BY f.position
                """, new { revision })
                .Select(file => new RuleFile(file.Path, file.Kind, file.Name, file.Version, file.Sha256, Zstd.Decompress(file.Content))),
        ];
    }

    private static void Write(WriteConnection connection, string revision, int position, RuleFile file)
    {
        string id = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));
        connection.Prepare("INSERT INTO rule_texts (id, content) VALUES ($1, $2) ON CONFLICT DO NOTHING", 2).Run(id, Zstd.Compress(file.Content.Span, 3));
        connection.Prepare("""
            INSERT INTO rule_files (revision, position, path, kind, name, version, sha256, text_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """, 8).Run(revision, position, file.Path, file.Kind, file.Name, file.Version, file.Sha256, id);
    }
}
