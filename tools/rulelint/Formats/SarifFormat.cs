using System.Text.Json.Nodes;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Formats;

/// <summary>SARIF 2.1.0 (OASIS, 2020), which code scanning reads. Columns count UTF-16 code units, as ours do.</summary>
internal static class SarifFormat
{
    public static string Write(LintReport report)
    {
        string[] ids = [.. report.Findings.Select(finding => finding.Diagnostic.Id).Distinct().Order(StringComparer.Ordinal)];
        var driver = new JsonObject
        {
            ["name"] = "rulelint",
            ["semanticVersion"] = typeof(SarifFormat).Assembly.GetName().Version!.ToString(3),
            ["rules"] = new JsonArray([.. ids.Select(Rule)]),
        };
        return JsonLayout.Write(new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = driver },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. report.Findings.Select(finding => Result(finding, Array.IndexOf(ids, finding.Diagnostic.Id)))]),
            }),
        });
    }

    private static JsonObject Rule(string id)
    {
        DiagnosticKind kind = DiagnosticCatalogue.All.First(kind => kind.Id == id);
        var rule = new JsonObject { ["id"] = id, ["shortDescription"] = new JsonObject { ["text"] = kind.Title } };
        if (CheckPages.Find(id) is { } page)
        {
            rule["help"] = new JsonObject { ["text"] = page, ["markdown"] = page };
        }
        return rule;
    }

    private static JsonObject Result(Finding finding, int rule)
    {
        var place = new JsonObject { ["artifactLocation"] = Artifact(finding) };
        TextSpan span = finding.Diagnostic.Span;
        if (span.Line > 0)
        {
            // Without an end a region means the whole rest of its line.
            int end = span.Column + (finding.Diagnostic.Excerpt?.Length ?? 1);
            place["region"] = new JsonObject { ["startLine"] = span.Line, ["startColumn"] = span.Column, ["endColumn"] = end, ["byteOffset"] = span.Offset, ["byteLength"] = span.Length };
        }
        var result = new JsonObject
        {
            ["ruleId"] = finding.Diagnostic.Id,
            ["ruleIndex"] = rule,
            ["level"] = finding.Severity,
            ["message"] = new JsonObject { ["text"] = finding.Text },
            ["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = place }),
        };
        if (finding.Diagnostic.Fix is { } fix)
        {
            result["fixes"] = new JsonArray(Fix(finding, fix));
        }
        return result;
    }

    private static JsonObject Fix(Finding finding, TextEdit fix) => new()
    {
        ["description"] = new JsonObject { ["text"] = finding.Diagnostic.Help ?? "as 'rulelint fix' would write it" },
        ["artifactChanges"] = new JsonArray(new JsonObject
        {
            ["artifactLocation"] = Artifact(finding),
            ["replacements"] = new JsonArray(new JsonObject
            {
                ["deletedRegion"] = new JsonObject { ["byteOffset"] = fix.Offset, ["byteLength"] = fix.Length },
                ["insertedContent"] = new JsonObject { ["text"] = fix.Text },
            }),
        }),
    };

    private static JsonObject Artifact(Finding finding) => new() { ["uri"] = Uri.EscapeDataString(finding.Path).Replace("%2F", "/", StringComparison.Ordinal) };
}
