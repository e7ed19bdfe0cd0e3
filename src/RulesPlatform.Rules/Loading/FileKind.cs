namespace RulesPlatform.Rules.Loading;

/// <summary>Which kind of rule file stands where.</summary>
internal static class FileKind
{
    public const string RuleSet = "ruleset";
    public const string Collection = "collection";
    public const string Analysis = "analysis";
    public const string Thresholds = "thresholds";
    public const string Responses = "responses";

    /// <summary>Of a file that jobs name; it has no header.</summary>
    public const string Targets = "targets";

    /// <summary>Each has a folder of its name.</summary>
    public static IReadOnlyList<string> WithFolder { get; } = [Collection, Analysis, Thresholds, Responses];

    /// <summary>Null where no rule file is expected.</summary>
    public static string? OfPath(string path)
    {
        if (path == RuleTexts.RuleSetFile)
        {
            return RuleSet;
        }
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && path.EndsWith(".json", StringComparison.Ordinal) ? WithFolder.FirstOrDefault(kind => path.AsSpan(0, slash).SequenceEqual(kind)) : null;
    }
}
