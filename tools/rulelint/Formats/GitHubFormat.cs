using System.Globalization;

namespace RulesPlatform.RuleLint.Formats;

/// <summary>Workflow commands, which GitHub shows beside the lines of a pull request.</summary>
internal static class GitHubFormat
{
    public static string Write(LintReport report) => string.Join('\n', report.Findings.Select(Line).Append(report.Summary));

    private static string Line(Finding finding)
    {
        int line = finding.Diagnostic.Span.Line;
        string place = line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",line={line},col={finding.Diagnostic.Span.Column}");
        return $"::{finding.Severity} file={Property(finding.Path)}{place},title={finding.Diagnostic.Id}::{Data(finding.Text)}";
    }

    // The escapes of the runner's own parser: of a property also what separates properties.
    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
