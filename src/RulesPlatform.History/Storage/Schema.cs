using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace RulesPlatform.History.Storage;

/// <summary>Brings a store to the newest version: the scripts <c>NNNN_name.sql</c> of this assembly, each in one transaction with its version in <c>user_version</c>.</summary>
internal static class Schema
{
    private const string Prefix = "RulesPlatform.History.Storage.Scripts.";

    /// <summary>By version, from 1 on without holes.</summary>
    private static readonly IReadOnlyList<(int Version, string Text)> _scripts =
    [
        .. typeof(Schema).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), Read(name)))
            .Order(),
    ];

    public static int Newest => _scripts[^1].Version;

    public static IReadOnlyList<(int Version, string Text)> Scripts => _scripts;

    public static int VersionOf(SqliteConnection connection) => connection.ExecuteScalar<int>("PRAGMA user_version");

    public static void Migrate(SqliteConnection connection, string path) => Migrate(connection, path, _scripts);

    /// <summary>
    /// Runs what is missing. Before the first script that touches an existing store a copy is kept beside it, named
    /// <c>rulesplatform.db.vN</c> after the version it has.
    /// </summary>
    /// <exception cref="HistoryException">The store is of a newer program.</exception>
    public static void Migrate(SqliteConnection connection, string path, IReadOnlyList<(int Version, string Text)> scripts)
    {
        int version = VersionOf(connection);
        int newest = scripts[^1].Version;
        if (version > newest)
        {
            throw new HistoryException(
                $"{path} is of version {version}, and this program knows versions up to {newest}. Run the newer program, or restore the copy {path}.v{newest} that it kept.");
        }
        if (version > 0 && version < newest)
        {
            KeepCopy(connection, $"{path}.v{version}");
        }
        foreach ((int next, string text) in scripts.Where(script => script.Version > version))
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            connection.Execute(text, transaction: transaction);
            connection.Execute($"PRAGMA user_version = {next.ToString(CultureInfo.InvariantCulture)}", transaction: transaction);
            transaction.Commit();
        }
    }

    private static void KeepCopy(SqliteConnection connection, string path)
    {
        string partial = path + ".part";
        File.Delete(partial);
        connection.Execute("VACUUM INTO @partial", new { partial });
        File.Move(partial, path, overwrite: true);
    }

    private static string Read(string resource)
    {
        using Stream stream = typeof(Schema).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
