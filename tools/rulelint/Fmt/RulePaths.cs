using RulesPlatform.Rules.Loading;

namespace RulesPlatform.RuleLint.Fmt;

/// <summary>Files that people write, found from what was typed.</summary>
internal static class RulePaths
{
    private const string LockFile = "rules.lock.json";
    private const string SchemaFolder = "schema";

    /// <summary>Of a folder every JSON file below it but the lock and the schemas, which programs write; sorted. Null, and the path, where there is no such thing.</summary>
    public static IReadOnlyList<string>? Find(IEnumerable<string> typed, out string? missing)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string path in typed)
        {
            if (Directory.Exists(path))
            {
                files.UnionWith(Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Where(file => IsWritten(Path.GetRelativePath(path, file))).Select(Slashed));
            }
            else if (File.Exists(path))
            {
                files.Add(Slashed(path));
            }
            else
            {
                missing = path;
                return null;
            }
        }
        missing = null;
        return [.. files];
    }

    public static RuleText Read(string path) => new(path, File.ReadAllBytes(path));

    private static bool IsWritten(string below) =>
        Path.GetFileName(below) != LockFile && !below.Split(Path.DirectorySeparatorChar).SkipLast(1).Contains(SchemaFolder, StringComparer.Ordinal);

    private static string Slashed(string path) => path.Replace('\\', '/');
}
