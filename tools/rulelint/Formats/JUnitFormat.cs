using System.Xml.Linq;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Formats;

/// <summary>A test suite a file with findings and a failure each; one passing case where there are none.</summary>
internal static class JUnitFormat
{
    public static string Write(LintReport report)
    {
        IEnumerable<XElement> suites = report.Findings.Count == 0
            ? [Suite("rules", [new XElement("testcase", new XAttribute("classname", "rulelint"), new XAttribute("name", report.Summary))], 0)]
            : report.Findings.GroupBy(finding => finding.Path).Select(file => Suite(file.Key, file.Select(Case), file.Count()));
        var root = new XElement("testsuites", new XAttribute("tests", Math.Max(1, report.Findings.Count)), new XAttribute("failures", report.Findings.Count), suites);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}";
    }

    private static XElement Suite(string name, IEnumerable<XElement> cases, int failures) => new(
        "testsuite", new XAttribute("name", name), new XAttribute("tests", Math.Max(1, failures)), new XAttribute("failures", failures), cases);

    private static XElement Case(Finding finding) => new(
        "testcase",
        new XAttribute("classname", finding.Path),
        new XAttribute("name", finding.Diagnostic.Span.Line == 0 ? finding.Diagnostic.Id : $"{finding.Diagnostic.Id} in line {finding.Diagnostic.Span.Line}"),
        new XElement("failure", new XAttribute("type", finding.Severity), new XAttribute("message", finding.Diagnostic.Message), DiagnosticRenderer.Render(finding.Diagnostic)));
}
