namespace RulesPlatform.RuleLint.Formats;

/// <summary>A comment for a pull request: a table of findings.</summary>
internal static class MarkdownFormat
{
    public static string Write(LintReport report)
    {
        string title = $"### rulelint: {report.Summary}";
        return report.Findings.Count == 0
            ? title
            : $"{title}\n\n| | where | what | what to do |\n|---|---|---|---|\n{string.Join('\n', report.Findings.Select(Row))}";
    }

    private static string Row(Finding finding)
    {
        string line = finding.Diagnostic.Span.Line == 0 ? "" : $":{finding.Diagnostic.Span.Line}";
        return $"| {finding.Severity} {finding.Diagnostic.Id} | {Cell(finding.Path)}{line} | {Cell(finding.Diagnostic.Message)} | {Cell(finding.Diagnostic.Help ?? "")} |";
    }

    private static string Cell(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
