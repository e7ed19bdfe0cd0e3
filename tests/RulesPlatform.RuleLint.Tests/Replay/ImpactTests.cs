using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.RuleLint.Impact;
using RulesPlatform.RuleLint.Replay;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.RuleLint.Tests.Replay;

/// <summary>The golden files are rewritten by <c>UPDATE_GOLDEN=1</c>.</summary>
[TestClass]
public sealed class ImpactTests
{
    private const string DownRule = "node/NodeExporterDown";
    private static readonly RuleSet s_shipped = RecordedWorld.Shipped(text => text);
    private static RecordedWorld s_world = null!;

    [ClassInitialize]
    public static void Record(TestContext context) => s_world = new RecordedWorld();

    [ClassCleanup]
    public static void Forget() => s_world.Dispose();

    [TestMethod]
    public void A_shorter_for_fires_earlier_and_adds_what_did_not_last()
    {
        ImpactResult impact = Compare(text => text.Replace("\"for\": \"1m\"", "\"for\": \"30s\"", StringComparison.Ordinal));

        RuleImpact down = impact.Touched.Single(rule => rule.Rule.Id == DownRule);
        Assert.AreEqual("changed", down.Touch);
        Assert.Contains("for: 1m → 30s", ImpactWords.Edits(down).ToArray());
        Assert.IsTrue(down.Episodes.Where(pair => !pair.IsAdded).All(pair => pair.Later == TimeSpan.FromSeconds(-30) && pair.Longer == TimeSpan.FromSeconds(30)), ImpactWords.Firings(down));
        Assert.IsGreaterThan(0, impact.NewPages + impact.Differences.Count());
    }

    [TestMethod]
    public void A_longer_for_removes()
    {
        ImpactResult impact = Compare(text => text.Replace("\"for\": \"1m\"", "\"for\": \"5m\"", StringComparison.Ordinal));

        RuleImpact down = impact.Touched.Single(rule => rule.Rule.Id == DownRule);
        Assert.IsGreaterThan(10, down.Episodes.Count);
        Assert.IsTrue(down.Episodes.All(pair => pair.IsRemoved));
    }

    [TestMethod]
    public void A_rule_that_goes_by_another_name_keeps_its_alerts()
    {
        ImpactResult impact = Compare(text => text.Replace("\"dependsOn\": [\"node/NodeExporterDown\"]", "\"dependsOn\": [\"node/ExporterDown\"]", StringComparison.Ordinal)
            .Replace("\"RuleName\": \"NodeExporterDown\"", "\"RuleName\": \"ExporterDown\"", StringComparison.Ordinal)
            .Replace("\"signal\": \"node_up\"", "\"signal\": \"node_up\", \"formerly\": [\"node/NodeExporterDown\"]", StringComparison.Ordinal));

        RuleImpact renamed = impact.Touched.Single(rule => rule.Rule.Id == "node/ExporterDown");
        Assert.AreEqual("renamed from node/NodeExporterDown", renamed.Touch);
        Assert.IsTrue(renamed.HasSameOutcome && renamed.Episodes.Count > 10, ImpactWords.Firings(renamed));
    }

    [TestMethod]
    public void What_reads_nothing_that_changed_is_counted_and_decides_the_same()
    {
        ImpactResult impact = Compare(text => text.Replace("\"for\": \"1m\"", "\"for\": \"30s\"", StringComparison.Ordinal));

        int all = s_shipped.Rules.Count + s_shipped.DefaultRules.Count;
        Assert.AreEqual(all, impact.Unchanged + impact.Touched.Count);
        Assert.IsLessThan(all / 2, impact.Touched.Count);
    }

    [TestMethod]
    public void The_same_rules_differ_in_nothing()
    {
        ImpactResult impact = Compare(text => text);

        Assert.AreEqual((0, 0, 0), (impact.Touched.Count, impact.Differences.Count(), impact.NewPages));
        Assert.AreEqual(impact.Before.Digest, impact.After.Digest);
    }

    [TestMethod]
    public void Reports_read_as_they_should()
    {
        RuleSet after = RecordedWorld.Shipped(text => text.Replace("\"for\": \"1m\"", "\"for\": \"30s\"", StringComparison.Ordinal));
        using RecordedHistory recorded = RecordedHistory.Open(s_world.Data);
        Assert.IsTrue(PageLimit.TryRead("5/week", out PageLimit? limit, out _));
        var report = new ImpactReport(Rules.Replay.Impact.Compare(s_shipped, after, recorded.ToRecording(), DateTimeOffset.UnixEpoch), s_shipped, after, "origin/main", limit, TimeSpan.FromSeconds(1.5));

        Golden.Assert("impact.txt", $"{ImpactText.Of(report)}\n");
        Golden.Assert("impact.md", $"{ImpactMarkdown.Of(report)}\n");
        Golden.Assert("impact.json", $"{ImpactJson.Of(report)}\n");
    }

    [TestMethod]
    [DataRow("5/week", 5)]
    [DataRow("5", 5)]
    [DataRow("1/day", 7)]
    [DataRow("0.5/hour", 84)]
    public void A_limit_of_pages_is_read(string text, double perWeek)
    {
        Assert.IsTrue(PageLimit.TryRead(text, out PageLimit? limit, out _));
        Assert.AreEqual(perWeek, limit!.PerWeek);
    }

    [TestMethod]
    [DataRow("five")]
    [DataRow("5/year")]
    [DataRow("1/2/week")]
    [DataRow("-1/week")]
    public void What_is_no_limit_is_named(string text)
    {
        Assert.IsFalse(PageLimit.TryRead(text, out _, out string? problem));
        Assert.Contains($"'{text}'", problem);
    }

    private static ImpactResult Compare(Func<string, string> edit)
    {
        using RecordedHistory recorded = RecordedHistory.Open(s_world.Data);
        return Rules.Replay.Impact.Compare(s_shipped, RecordedWorld.Shipped(edit), recorded.ToRecording(), DateTimeOffset.UnixEpoch);
    }
}
