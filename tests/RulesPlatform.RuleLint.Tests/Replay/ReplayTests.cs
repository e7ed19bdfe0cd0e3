using RulesPlatform.History;
using RulesPlatform.History.Slicing;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.RuleLint.Replay;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.RuleLint.Tests.Replay;

[TestClass]
public sealed class ReplayTests
{
    private static RecordedWorld s_world = null!;

    [ClassInitialize]
    public static void Record(TestContext context) => s_world = new RecordedWorld();

    [ClassCleanup]
    public static void Forget() => s_world.Dispose();

    [TestMethod]
    public void An_hour_of_production_is_decided_again_byte_for_byte()
    {
        using RecordedHistory recorded = RecordedHistory.Open(s_world.Data);

        AuditResult result = Audited(recorded, recorded.Decisions);

        Assert.IsTrue(result.IsSame, $"recorded {result.Then?.Json}, replayed {result.Now?.Json}");
        Assert.IsGreaterThan(50, result.Decisions);
    }

    [TestMethod]
    public void A_decision_that_differs_is_named()
    {
        using var world = new RecordedWorld(slots: 60);
        using RecordedHistory recorded = RecordedHistory.Open(world.Data);

        AuditResult changed = Audited(recorded, after => [.. recorded.Decisions(after).Select(one => one.Sequence == 3 ? one with { Json = "{}" } : one)]);
        AuditResult shorter = Audited(recorded, after => [.. recorded.Decisions(after).Where(one => one.Sequence <= 2)]);
        AuditResult longer = Audited(recorded, after => [.. recorded.Decisions(after), .. after > 0 && recorded.Decisions(after).Count == 0 && after < 100_000 ? [new Decision(100_000, default, "x", "y", "{}")] : Array.Empty<Decision>()]);

        Assert.AreEqual((3, "{}"), (changed.Decisions, changed.Then!.Json));
        Assert.AreEqual((3, (Decision?)null), (shorter.Decisions, shorter.Then));
        Assert.AreEqual((null, "x"), (longer.Now, longer.Then!.Kind));
        Assert.IsFalse(changed.IsSame || shorter.IsSame || longer.IsSame);
    }

    [TestMethod]
    public void The_same_history_and_rules_give_the_same_digest()
    {
        using RecordedHistory recorded = RecordedHistory.Open(s_world.Data);
        RuleSet rules = RecordedWorld.Shipped(text => text);

        ReplayResult one = WhatIf.Run(rules, recorded.ToRecording(), ReplayRange.Everything);
        ReplayResult other = WhatIf.Run(rules, recorded.ToRecording(), ReplayRange.Everything);

        Assert.AreEqual(one.Digest, other.Digest);
        Assert.AreEqual(240, one.Batches);
        Assert.IsTrue(one.Episodes.Any(episode => episode.Alert.Rule == "node/NodeExporterDown" && episode.Ended is not null));
    }

    [TestMethod]
    public void Other_rules_decide_otherwise()
    {
        using RecordedHistory recorded = RecordedHistory.Open(s_world.Data);

        int patient = Fired(RecordedWorld.Shipped(text => text.Replace("\"for\": \"1m\"", "\"for\": \"5m\"", StringComparison.Ordinal)));
        int usual = Fired(RecordedWorld.Shipped(text => text));

        Assert.AreEqual(0, patient, "No exporter is down for five minutes.");
        Assert.IsGreaterThan(10, usual);

        int Fired(RuleSet rules) =>
            WhatIf.Run(rules, recorded.ToRecording(), ReplayRange.Everything).Episodes.Count(episode => episode.Alert.Rule == "node/NodeExporterDown");
    }

    [TestMethod]
    public void What_came_before_the_range_is_passed_over()
    {
        using RecordedHistory recorded = RecordedHistory.Open(s_world.Data);

        Assert.IsTrue(HistoryRange.TryRead("15m", recorded, out DateTimeOffset from, out _));
        ReplayResult result = WhatIf.Run(RecordedWorld.Shipped(text => text), recorded.ToRecording(), new ReplayRange(from));

        Assert.AreEqual(61, result.Batches);
        Assert.IsFalse(HistoryRange.TryRead("15 minutes", recorded, out _, out string? problem));
        Assert.Contains("15 minutes", problem);
    }

    [TestMethod]
    public void A_slice_of_what_the_rules_read_decides_as_the_whole()
    {
        string folder = Path.Combine(Path.GetDirectoryName(s_world.Data)!, "slice");
        using RecordedHistory recorded = RecordedHistory.Open(s_world.Data);
        RuleSet rules = RecordedWorld.Shipped(text => text);
        WatchGroup[] few = [.. rules.Groups.Where(group => group.Name == "node").Select(group => group with { Signals = [.. group.Signals.Where(signal => signal.Name == "node_up")] })];
        RuleSet narrow = rules with { Groups = few, Rules = [.. rules.Rules.Where(rule => rule.Signal == "node_up")], DefaultRules = [] };
        SliceCounts counts;
        using (HistoryReader source = HistoryReader.Open(s_world.Data))
        {
            counts = HistorySlice.Write(source, folder, narrow.Groups, new Slot(0), _ => { });
        }

        using RecordedHistory slice = RecordedHistory.Open(folder);
        ReplayResult whole = WhatIf.Run(narrow, recorded.ToRecording(), ReplayRange.Everything);
        ReplayResult part = WhatIf.Run(narrow, slice.ToRecording(), ReplayRange.Everything);

        Assert.AreEqual((240L, 720L, 3), (counts.Batches, counts.Samples, counts.Series));
        Assert.IsGreaterThan(10, whole.Episodes.Count);
        Assert.AreEqual(whole.Digest, part.Digest);
    }

    [TestMethod]
    public void A_silence_holds_in_a_replay_that_begins_while_it_lasts()
    {
        using RecordedHistory recorded = RecordedHistory.Open(s_world.Data);
        // The silence of b begins after a quarter of the hour and lasts five minutes.
        DateTimeOffset within = RecordedWorld.Begin.AddMinutes(17);

        JournalEntry first = recorded.ToRecording().Entries(within).First();

        var command = (AddSilence)((CommandEntry)first).Command;
        Assert.AreEqual(RecordedWorld.Begin.AddMinutes(20), command.EndsAt);
        Assert.IsFalse(recorded.ToRecording().Entries(RecordedWorld.Begin.AddMinutes(21)).OfType<CommandEntry>().Any());
    }

    private static AuditResult Audited(RecordedHistory recorded, Func<long, IReadOnlyList<Decision>> decisions) =>
        Audit.Run(recorded, revision => recorded.ReadRuleSet(revision) is { } files ? new RuleSetLoader().Load(files).RuleSet : null, decisions);
}
