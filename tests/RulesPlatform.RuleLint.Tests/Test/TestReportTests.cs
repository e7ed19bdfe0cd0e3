using System.Text.Json.Nodes;
using RulesPlatform.RuleLint.Test;

namespace RulesPlatform.RuleLint.Tests.Test;

/// <summary>What <c>rulelint test</c> says of the shipped rules, in a copy where one test is wrong.</summary>
[TestClass]
public sealed class TestReportTests
{
    [TestMethod]
    public void Json_names_every_test_its_failures_and_what_no_test_reaches_and_is_the_same_each_time()
    {
        using var work = new ShippedCopy();
        work.Edit("tests/http.json", "\"states\": \".x", "\"states\": \"Fx");

        JsonNode json = JsonNode.Parse(TestJson.Write(Run(work, filter: "http")))!;

        Assert.AreEqual(1, (int)json["failed"]!);
        JsonNode failed = json["tests"]!.AsArray().Single(test => !(bool)test!["passed"]!)!;
        Assert.AreEqual("tests/http.json", (string)failed["file"]!);
        Assert.IsGreaterThan(1, (int)failed["failures"]![0]!["line"]!);
        Assert.IsGreaterThan(0, json["coverage"]!["unreached"]!.AsArray().Count, "Other rules are not tested by these.");
        Assert.AreEqual(TestJson.Write(Run(work, filter: "http")), TestJson.Write(Run(work, filter: "http")));
    }

    [TestMethod]
    public void Survivors_are_named_with_the_tests_that_let_them_pass()
    {
        using var work = new ShippedCopy();

        TestReport report = Run(work, filter: "blip", mutate: true);

        MutationReport mutation = report.Mutation!;
        Assert.IsGreaterThan(50, mutation.Results.Count);
        Assert.Contains(survivor => survivor.Mutant.Subject == "node/NodeExporterDown" && survivor.Reached.Any(test => test.Name == "a blip is none"), mutation.Survivors);
        StringAssert.Matches(report.ToText(), new("thresholds/node.json:[0-9]+:[0-9]+: node/NodeExporterDown: .*, and no test noticed \\(it is reached by 'a blip is none'\\)"));
        Assert.AreEqual(mutation.Survivors.Count, JsonNode.Parse(TestJson.Write(report))!["mutation"]!["survivors"]!.AsArray().Count);
    }

    [TestMethod]
    public void Where_a_test_fails_already_nothing_is_changed()
    {
        using var work = new ShippedCopy();
        work.Edit("tests/http.json", "\"states\": \".x", "\"states\": \"Fx");

        Assert.IsNull(Run(work, filter: "http", mutate: true).Mutation);
    }

    [TestMethod]
    public void The_shipped_rules_let_few_changes_pass()
    {
        using var work = new ShippedCopy();

        TestReport report = Run(work, filter: null, mutate: true);

        Assert.IsTrue(report.Passed);
        Assert.IsLessThanOrEqualTo(MostSurvivors, report.Mutation!.Survivors.Count, report.ToText());
    }

    // Raise it for no other reason than a change that cannot be told apart.
    private const int MostSurvivors = 17;

    private static TestReport Run(ShippedCopy work, string? filter, bool mutate = false)
    {
        var request = new TestRequest(new DirectoryInfo(work.Folder), filter, "text", null, Coverage: true, mutate, null);
        TestReport? report = new TestSession(request).Run(CancellationToken.None, out string? problem);
        Assert.IsNull(problem);
        return report!;
    }
}
