using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>A rules folder on disk, read once.</summary>
internal static class RuleFolder
{
    private const string TestsFolder = "tests";
    private const string IncidentsFolder = "incidents";

    /// <summary>Null where there is nothing to load; that has been reported.</summary>
    public static RuleTexts? Read(string folder, DiagnosticBag bag)
    {
        if (!Directory.Exists(folder))
        {
            bag.Add(LoadingProblems.NoRuleSet, folder, "there is no such folder", "name the folder that holds ruleset.json");
            return null;
        }
        if (!File.Exists(Path.Combine(folder, RuleTexts.RuleSetFile)))
        {
            string help = "create it: { \"$schema\": \"schema/ruleset.json\", \"kind\": \"ruleset\", \"name\": \"…\", \"version\": \"1.0.0\", \"owner\": \"…\", \"defaultReceiver\": \"…\" }";
            bag.Add(LoadingProblems.NoRuleSet, folder, $"the folder holds no {RuleTexts.RuleSetFile}", help);
            return null;
        }
        RuleText?[] files = [.. RulePaths(folder, bag).Select(path => ReadFile(folder, path, bag))];
        RuleText? locked = File.Exists(Path.Combine(folder, RuleTexts.LockFile)) ? ReadFile(folder, RuleTexts.LockFile, bag) : null;
        return new RuleTexts([.. files.OfType<RuleText>()], path => Find(folder, path, bag), locked, IsStored: false);
    }

    /// <summary>The files of <c>tests/</c>, by path; none where there is no such folder.</summary>
    public static IEnumerable<RuleText> ReadTests(string folder, DiagnosticBag bag) => ReadBelow(folder, TestsFolder, bag);

    /// <summary>The files of <c>incidents/</c>, by path; none where there is no such folder.</summary>
    public static IEnumerable<RuleText> ReadIncidents(string folder, DiagnosticBag bag) => ReadBelow(folder, IncidentsFolder, bag);

    private static IEnumerable<RuleText> ReadBelow(string folder, string kind, DiagnosticBag bag) =>
        Paths(folder, kind, bag).Order(StringComparer.Ordinal).Select(path => ReadFile(folder, path, bag)).OfType<RuleText>();

    /// <summary>Paths of the rule files below <paramref name="folder"/>, sorted (ordinal).</summary>
    private static List<string> RulePaths(string folder, DiagnosticBag bag)
    {
        List<string> paths = [RuleTexts.RuleSetFile, .. FileKind.WithFolder.SelectMany(kind => Paths(folder, kind, bag))];
        paths.Sort(StringComparer.Ordinal);
        return paths;
    }

    private static IReadOnlyList<string> Paths(string folder, string kind, DiagnosticBag bag)
    {
        string below = Path.Combine(folder, kind);
        if (!Directory.Exists(below))
        {
            return [];
        }
        try
        {
            return [.. Directory.EnumerateFiles(below, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            bag.Add(LoadingProblems.Unreadable, kind, $"the folder cannot be read: {failure.Message}", "see to its permissions");
            return [];
        }
    }

    private static RuleText? Find(string folder, string path, DiagnosticBag bag) =>
        File.Exists(Path.Combine(folder, path)) ? ReadFile(folder, path, bag) : null;

    private static RuleText? ReadFile(string folder, string path, DiagnosticBag bag)
    {
        string full = Path.Combine(folder, path);
        try
        {
            long length = new FileInfo(full).Length;
            if (length > ParseBounds.Default.MaxBytes)
            {
                bag.Add(TextProblems.Bounds, path, $"the file has {length} bytes; {ParseBounds.Default.MaxBytes} are allowed", "split it into several files");
                return null;
            }
            return new RuleText(path, File.ReadAllBytes(full));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            bag.Add(LoadingProblems.Unreadable, path, $"the file cannot be read: {failure.Message}", "see that it is there and that its permissions allow it");
            return null;
        }
    }
}
