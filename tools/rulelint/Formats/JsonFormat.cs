using System.Text.Json.Nodes;

namespace RulesPlatform.RuleLint.Formats;

/// <summary><c>{ errors, warnings, files, rules, findings: [{ id, severity, message, help, path, line, column, offset, length, fix: { offset, length, text } }] }</c>; lines and columns from 1, 0 where a whole file is meant; offsets and lengths are bytes; <c>fix</c> is null where the author has to decide.</summary>
internal static class JsonFormat
{
    public static string Write(LintReport report) => JsonLayout.Write(new JsonObject
    {
        ["errors"] = report.Errors,
        ["warnings"] = report.Warnings,
        ["files"] = report.Files,
        ["rules"] = report.Rules,
        ["findings"] = new JsonArray([.. report.Findings.Select(Finding)]),
    });

    private static JsonObject Finding(Finding finding) => new()
    {
        ["id"] = finding.Diagnostic.Id,
        ["severity"] = finding.Severity,
        ["message"] = finding.Diagnostic.Message,
        ["help"] = finding.Diagnostic.Help,
        ["path"] = finding.Path,
        ["line"] = finding.Diagnostic.Span.Line,
        ["column"] = finding.Diagnostic.Span.Column,
        ["offset"] = finding.Diagnostic.Span.Offset,
        ["length"] = finding.Diagnostic.Span.Length,
        ["fix"] = finding.Diagnostic.Fix is { } fix ? new JsonObject { ["offset"] = fix.Offset, ["length"] = fix.Length, ["text"] = fix.Text } : null,
    };
}
