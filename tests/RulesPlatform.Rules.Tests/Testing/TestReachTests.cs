using System.Runtime.CompilerServices;
using System.Text;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Testing;

namespace RulesPlatform.Rules.Tests.Testing;

[TestClass]
public sealed class TestReachTests
{
    [TestMethod]
    public void What_a_test_does_not_reach_changes_nothing_that_it_sees()
    {
        RuleSet rules = new RuleSetLoader().Load(Shipped()).RuleSet!;
        IReadOnlyList<RuleTest> tests = RuleTestFolder.Read(Shipped(), rules, out _);

        foreach (RuleTest test in tests)
        {
            Assert.AreEqual(Told(RuleTestRun.PlayAll(test, rules)), Told(RuleTestRun.Play(test, rules)), test.Name);
        }
        Assert.IsTrue(tests.All(test => TestReach.Of(test.Draft, rules).Groups.Count < rules.Groups.Count), "Each leaves something out.");
    }

    [TestMethod]
    public void A_group_that_has_a_row_without_any_series_stays_and_so_does_what_reads_a_signal()
    {
        RuleSet rules = Rules("""{ "name": "errors", "unit": "count", "inputs": { "e": { "metric": "errors_total", "by": [], "absent": 0 } }, "formula": "e" }""");
        RuleTest test = Test(rules, """{ "up": "1x4" }""");

        Assert.AreEqual("far,near,none", string.Join(',', TestReach.Of(test.Draft, rules).Groups.Select(group => group.Name)));
        Assert.AreEqual(Told(RuleTestRun.PlayAll(test, rules)), Told(RuleTestRun.Play(test, rules)));
    }

    [TestMethod]
    public void A_group_of_other_metrics_is_left_out()
    {
        RuleSet rules = Rules("""{ "name": "errors", "unit": "count", "inputs": { "e": { "metric": "errors_total" } }, "formula": "e" }""");

        Assert.AreEqual("far,near", string.Join(',', TestReach.Of(Test(rules, """{ "up": "1x4" }""").Draft, rules).Groups.Select(group => group.Name)));
    }

    private static string Told(TestRecord record) => string.Join(
        '\n',
        record.Changes.Select(change => $"{change.Slot} {change.Id} {change.From} {change.To} {change.Reason} {change.Facts.Signal.Value}")
            .Concat(record.Notifications.Select(one => $"{one.DueAt:O} {one.DedupKey} {one.Receiver} {one.Cause}"))
            .Concat(record.Suppressions.Order().Select(one => one.ToString()))
            .Concat(record.Signals.Select(signal => $"{signal.Slot} {signal.Name}{signal.Labels} {signal.Value} {signal.Reason}")));

    /// <summary>Group <c>near</c> reads <c>up</c>, <c>far</c> reads its signal, <c>none</c> holds what is given.</summary>
    private static RuleSet Rules(string signal)
    {
        (string, string)[] files =
        [
            ("ruleset.json", Head("ruleset") + "\"defaultReceiver\": \"log\" }"),
            ("collection/a.json", Head("collection") + """ "jobs": [{ "name": "push", "source": "push", "interval": "15s" }] }"""),
            ("analysis/near.json", Head("analysis", "near") + """ "interval": "15s", "signals": [{ "name": "is_up", "unit": "count", "inputs": { "u": { "metric": "up" } }, "formula": "u" }] }"""),
            ("analysis/far.json", Head("analysis", "far") + """ "interval": "15s", "signals": [{ "name": "down", "unit": "count", "inputs": { "u": { "signal": "is_up" } }, "formula": "1 - u" }] }"""),
            ("analysis/none.json", Head("analysis", "none") + $$""" "interval": "15s", "signals": [{{signal}}] }"""),
            ("thresholds/t.json", Head("thresholds", "t") + """
                "WorkflowName": "t", "Rules": [
                  { "RuleName": "Down", "RuleExpressionType": "LambdaExpression", "Expression": "signal.Value > 0", "Properties": { "signal": "down", "severity": "warning" } },
                  { "RuleName": "Quiet", "RuleExpressionType": "LambdaExpression", "Expression": "signal.Value < 1", "Properties": { "signal": "errors", "severity": "warning" } } ] }
                """),
            ("responses/r.json", Head("responses", "r") + """
                "receivers": { "log": { "type": "log" } }, "WorkflowName": "r", "Rules": [
                  { "RuleName": "All", "RuleExpressionType": "LambdaExpression", "Expression": "true", "Actions": { "OnSuccess": { "Name": "notify", "Context": { "receiver": "log" } } } } ] }
                """),
        ];
        LoadResult loaded = new RuleSetLoader().Load([.. files.Select(file => new RuleText(file.Item1, Encoding.UTF8.GetBytes(file.Item2)))]);
        return loaded.RuleSet ?? throw new AssertFailedException(string.Join('\n', loaded.Diagnostics));
    }

    private static RuleTest Test(RuleSet rules, string series)
    {
        string folder = Directory.CreateTempSubdirectory("reach-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "tests"));
        File.WriteAllText(Path.Combine(folder, "tests", "t.json"), Head("tests", "t") + $$""" "tests": [{ "name": "one", "series": {{series}}, "notifications": [] }] }""");
        RuleTest test = RuleTestFolder.Read(folder, rules, out _).Single();
        Directory.Delete(folder, recursive: true);
        return test;
    }

    private static string Head(string kind, string name = "a") =>
        $$"""{ "$schema": "{{(kind == "ruleset" ? "schema" : "../schema")}}/{{kind}}.json", "kind": "{{kind}}", "name": "{{name}}", "version": "1.0.0", "owner": "ops", """;

    private static string Shipped([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "rules"));
}
