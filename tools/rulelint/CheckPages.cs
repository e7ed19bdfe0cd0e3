namespace RulesPlatform.RuleLint;

/// <summary>The pages about checks, which travel inside the program.</summary>
internal static class CheckPages
{
    private const string Prefix = "docs.";

    /// <summary>By id.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. typeof(CheckPages).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..])).Order(StringComparer.Ordinal),
    ];

    /// <summary>Null where there is no page.</summary>
    public static string? Find(string id)
    {
        using Stream? page = typeof(CheckPages).Assembly.GetManifestResourceStream($"{Prefix}{id.ToUpperInvariant()}.md");
        if (page is null)
        {
            return null;
        }
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }
}
