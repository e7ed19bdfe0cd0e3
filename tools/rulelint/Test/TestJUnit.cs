using System.Xml.Linq;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Test;

/// <summary>Results as JUnit has them: a suite a file, a case a test.</summary>
internal static class TestJUnit
{
    public static string Write(TestReport report)
    {
        IEnumerable<XElement> suites = report.Results.GroupBy(result => result.Test.File).Select(file => new XElement(
            "testsuite", new XAttribute("name", file.Key), new XAttribute("tests", file.Count()), new XAttribute("failures", file.Count(result => !result.Passed)), file.Select(Case)));
        IEnumerable<XElement> broken = report.Broken.Count == 0
            ? []
            : [new XElement("testsuite", new XAttribute("name", "test files"), new XAttribute("tests", report.Broken.Count), new XAttribute("failures", report.Broken.Count), report.Broken.Select(Broken))];
        var root = new XElement(
            "testsuites", new XAttribute("tests", report.Results.Count + report.Broken.Count), new XAttribute("failures", report.Failed + report.Broken.Count), suites, broken);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    private static XElement Case(RuleTestResult result) => new(
        "testcase", new XAttribute("classname", result.Test.File), new XAttribute("name", result.Test.Name), result.Failures.Select(Failure));

    private static XElement Broken(Diagnostic diagnostic) => new(
        "testcase", new XAttribute("classname", diagnostic.File), new XAttribute("name", $"{diagnostic.Id} in line {diagnostic.Span.Line}"), Failure(diagnostic));

    private static XElement Failure(Diagnostic diagnostic) => new(
        "failure", new XAttribute("message", diagnostic.Message), DiagnosticRenderer.Render(diagnostic));
}
