using System.Text;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.RuleLint.Advise;
using RulesPlatform.RuleLint.Replay;
using RulesPlatform.Rules.Advice;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Tests.Replay;

/// <summary>Each of three exporters is down for 105 seconds every ten minutes. The golden files are rewritten by <c>UPDATE_GOLDEN=1</c>.</summary>
[TestClass]
public sealed class AdviseTests
{
    private const string DownRule = "node/NodeExporterDown";
    private static readonly RuleSet s_shipped = RecordedWorld.Shipped(text => text);
    private static RecordedWorld s_world = null!;

    [ClassInitialize]
    public static void Record(TestContext context) => s_world = new RecordedWorld();

    [ClassCleanup]
    public static void Forget() => s_world.Dispose();

    [TestMethod]
    public void Settings_are_held_against_what_happened()
    {
        AdviceResult advice = Advise(DownRule, null, Down("a", minute: 5, minutes: 3), Down("b", minute: 25, minutes: 3), Down("c", minute: 90, minutes: 5));

        Assert.HasCount(2, advice.Incidents, "The third is outside the recording.");
        Assert.IsTrue(advice.Current is { Caught: 2, Firings: 18, FalseAlarms: 16 } && advice.Current.For == TimeSpan.FromMinutes(1));
        Assert.AreEqual((0, 0), (Of(advice, 5).Caught, Of(advice, 5).Firings), "None is down for five minutes.");
        Assert.IsTrue(Of(advice, 0).FalseAlarms > 16 && Of(advice, 0).Delay < advice.Current.Delay, "Without a wait it is told sooner, and more often in vain.");
        Assert.AreSame(advice.Current, advice.Best, "As many incidents, fewer false alarms.");
    }

    [TestMethod]
    public void A_level_is_swept_where_the_rule_reads_one()
    {
        AdviceResult advice = Advise("node/NodeMemoryLow", "warning");

        Assert.IsNull(advice.Best, "No incident names it: nothing is better than anything else.");
        CollectionAssert.IsSubsetOf(new[] { 0.46, 0.828, 0.92, 1.01, 1.84 }, advice.Variants.Select(one => one.Level).ToArray());
        Variant[] atOnce = [.. advice.Variants.Where(one => one.For == TimeSpan.Zero).OrderBy(one => one.Level)];
        Assert.IsTrue(atOnce[0].Firings > 0 && atOnce[^1].Firings == 0, "More than everything is never in use.");
    }

    [TestMethod]
    public void The_trade_off_reads_as_it_should()
    {
        AdviceResult advice = Advise(DownRule, null, Down("a", minute: 5, minutes: 3), Down("b", minute: 25, minutes: 3));
        Golden.Assert("advise.txt", AdviceText.Of(advice, "--- a/rules/thresholds/node.json", TimeSpan.FromSeconds(1.5)) + "\n");
        Golden.Assert("advise-without-incidents.txt", AdviceText.Of(Advise("node/NodeMemoryLow", "warning"), null, TimeSpan.FromSeconds(1.5)) + "\n");
    }

    [TestMethod]
    public void A_patch_changes_the_numbers_and_the_version_and_nothing_else()
    {
        ReadOnlyMemory<byte> file = s_shipped.Files.Single(one => one.Path == "thresholds/node.json").Content;
        string before = Encoding.UTF8.GetString(file.Span);

        string after = Encoding.UTF8.GetString(RulePatch.Apply(file, "NodeMemoryLow", "node_memory_used_ratio", "warning", 0.81, TimeSpan.FromMinutes(5))!);
        string patch = LinePatch.Of("rules/thresholds/node.json", before, after);

        string[] changed = [.. patch.Split('\n').Where(line => line.Length > 0 && line[0] is '+' or '-').Skip(2).Select(line => line.Trim())];
        Assert.HasCount(6, changed, patch);
        StringAssert.Contains(patch, "+    \"node_memory_used_ratio\": { \"warning\": 0.81,");
        StringAssert.Contains(patch, "\"signal\": \"node_memory_used_ratio\", \"severity\": \"warning\", \"for\": \"5m\"");
        Assert.IsNull(RulePatch.Apply(file, "NoSuchRule", "node_memory_used_ratio", "warning", 0.81, TimeSpan.Zero));
    }

    [TestMethod]
    public void Incident_files_are_read_strictly()
    {
        string folder = Directory.CreateTempSubdirectory("incidents-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "incidents"));
        File.WriteAllText(Path.Combine(folder, "incidents", "node.json"), """
            { "$schema": "../schema/incidents.json", "kind": "incidents", "name": "node", "version": "1.0.0", "owner": "ops", "incidents": [
              { "name": "a lost power", "from": "2026-01-01T00:05:00Z", "to": "2026-01-01T00:08:00Z", "rules": ["node/NodeExporterDown"], "where": { "instance": "a" } },
              { "name": "misspelt", "from": "2026-01-01T00:05:00Z", "to": "2026-01-01T00:06:00Z", "rules": ["node/NodeExporterDow"] },
            ] }
            """);

        IReadOnlyList<Incident> none = IncidentFolder.Read(folder, s_shipped, out IReadOnlyList<Diagnostic> diagnostics);
        Directory.Delete(folder, recursive: true);

        Assert.IsEmpty(none);
        Assert.AreEqual((3, "did you mean 'node/NodeExporterDown'?"), (diagnostics.Single().Span.Line, diagnostics.Single().Help));
    }

    private static Variant Of(AdviceResult advice, int minutes) => advice.Variants.Single(one => one.For == TimeSpan.FromMinutes(minutes));

    private static Incident Down(string instance, int minute, int minutes) => new(
        $"{instance} was down", RecordedWorld.Begin.AddMinutes(minute), RecordedWorld.Begin.AddMinutes(minute + minutes), [DownRule], [LabelMatcher.Parse("instance", instance)]);

    private static AdviceResult Advise(string rule, string? level, params Incident[] incidents)
    {
        using RecordedHistory recorded = RecordedHistory.Open(s_world.Data);
        ThresholdRule subject = s_shipped.Rules.Single(one => one.Id == rule);
        return Sweep.Run(s_shipped, subject, level, incidents, recorded.ToRecording(), DateTimeOffset.UnixEpoch);
    }
}
