using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Formats;

/// <summary>For people at a terminal.</summary>
internal static class TextFormat
{
    public static string Write(LintReport report) =>
        string.Join("\n\n", report.Findings.Select(finding => DiagnosticRenderer.Render(finding.AtPath)).Append(report.Summary + Mended(report)));

    /// <summary>A line a finding, as editors and grep want it.</summary>
    public static string WriteShort(LintReport report) =>
        string.Join('\n', report.Findings.Select(finding => DiagnosticRenderer.Short(finding.AtPath)).Append(report.Summary));

    private static string Mended(LintReport report) => report.Findings.Count(finding => finding.Diagnostic.Fix is not null) is > 0 and int count ? $"; 'rulelint fix' mends {count}" : "";
}
