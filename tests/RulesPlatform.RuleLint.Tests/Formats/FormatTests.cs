using System.Text.Json.Nodes;
using System.Xml.Linq;
using RulesPlatform.RuleLint.Formats;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Tests.Formats;

/// <summary>The same findings in every form, against golden files; rewritten by <c>UPDATE_GOLDEN=1</c>.</summary>
[TestClass]
public sealed class FormatTests
{
    private static readonly LintReport Findings = new(
    [
        Finding("RP6002", DiagnosticSeverity.Warning, "the content has changed, the version is still 1.0.0", "raise the version", "analysis/node.json", new TextSpan(95, 7, 5, 14), new Excerpt("  \"version\": \"1.0.0\",", 13, 7)),
        Finding("RP1107", DiagnosticSeverity.Error, "'a|b<c, 100%' is not a label's name", null, "a, b:c.json", new TextSpan(577, 8, 21, 66), new Excerpt("\"a|b<c, 100%\": 1", 0, 13)),
        Finding("RP1402", DiagnosticSeverity.Error, "the file cannot be read", "see that it is there", "ruleset.json", default, null),
    ], 0, 0);

    private static readonly LintReport Clean = new([], 17, 1);

    public static IEnumerable<object[]> Names => FindingFormats.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Findings_are_written_as_the_golden_file_has_them(string format) =>
        Golden.Assert($"{format}.txt", $"{FindingFormats.Write(Findings, format)}\n=== clean\n{FindingFormats.Write(Clean, format)}\n");

    [TestMethod]
    public void Json_and_xml_are_read_back_as_they_were_meant()
    {
        JsonNode json = JsonNode.Parse(FindingFormats.Write(Findings, "json"))!;
        Assert.AreEqual("'a|b<c, 100%' is not a label's name", (string)json["findings"]![1]!["message"]!);
        XElement junit = XDocument.Parse(FindingFormats.Write(Findings, "junit")).Root!;
        Assert.AreEqual(Findings.Findings.Count, junit.Descendants("failure").Count());
        Assert.AreEqual(0, XDocument.Parse(FindingFormats.Write(Clean, "junit")).Descendants("failure").Count());
    }

    [TestMethod]
    public void Sarif_results_refer_to_their_rules()
    {
        JsonNode run = JsonNode.Parse(FindingFormats.Write(Findings, "sarif"))!["runs"]![0]!;
        foreach (JsonNode? result in run["results"]!.AsArray())
        {
            Assert.AreEqual((string)result!["ruleId"]!, (string)run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!["id"]!);
        }
        Assert.IsNull(run["results"]![2]!["locations"]![0]!["physicalLocation"]!["region"], "A whole file has no region.");
    }

    [TestMethod]
    public void Every_page_is_inside_the_program() =>
        Assert.IsTrue(CheckPages.Ids.Count > 0 && CheckPages.Ids.All(id => CheckPages.Find(id)!.StartsWith($"# {id}: ", StringComparison.Ordinal)));

    private static Finding Finding(string id, DiagnosticSeverity severity, string message, string? help, string file, TextSpan span, Excerpt? excerpt) =>
        new(new Diagnostic(id, severity, message, help, file, span, excerpt), $"rules/{file}");
}
