namespace RulesPlatform.RuleLint.Formats;

/// <summary>The forms in which findings are written.</summary>
internal static class FindingFormats
{
    private static readonly Dictionary<string, Func<LintReport, string>> s_writers = new(StringComparer.Ordinal)
    {
        ["text"] = TextFormat.Write,
        ["short"] = TextFormat.WriteShort,
        ["json"] = JsonFormat.Write,
        ["sarif"] = SarifFormat.Write,
        ["github"] = GitHubFormat.Write,
        ["junit"] = JUnitFormat.Write,
        ["markdown"] = MarkdownFormat.Write,
    };

    public static IReadOnlyCollection<string> Names => s_writers.Keys;

    /// <param name="format">One of <see cref="Names"/>.</param>
    public static string Write(LintReport report, string format) => s_writers[format](report);
}
