namespace RulesPlatform.RuleLint.Formats;

/// <summary>What a check of a rules folder came to.</summary>
/// <param name="Files">How many files were read; 0 where the set does not load.</param>
/// <param name="Rules">How many threshold rules they hold.</param>
internal sealed record LintReport(IReadOnlyList<Finding> Findings, int Files, int Rules)
{
    public int Errors => Findings.Count(finding => finding.Diagnostic.IsError);

    public int Warnings => Findings.Count - Errors;

    /// <summary><c>1 error, 2 warnings</c>, or how much was clean.</summary>
    public string Summary => Findings.Count == 0
        ? $"{Counted(Files, "file")}, {Counted(Rules, "rule")}: clean"
        : $"{Counted(Errors, "error")}, {Counted(Warnings, "warning")}";

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
