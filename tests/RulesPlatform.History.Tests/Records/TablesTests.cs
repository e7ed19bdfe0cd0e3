using System.Text;
using RulesPlatform.History.Reading;
using RulesPlatform.History.Tests.World;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.History.Tests.Records;

[TestClass]
public sealed class TablesTests
{
    [TestMethod]
    public void Knows_alerts_as_they_are_and_as_they_were_with_their_evidence()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        AlertChange pending = Decided.Change("checkout", AlertState.Inactive, AlertState.Pending, 0);
        AlertChange firing = Decided.Change("checkout", AlertState.Pending, AlertState.Firing, 4, double.NaN);
        history.Append(Decided.Judgement(0), new CycleOutcome { Changes = [pending, Decided.Change("cart", AlertState.Inactive, AlertState.Firing, 0)] });
        history.Append(Decided.Judgement(4), new CycleOutcome { Changes = [firing, Decided.Change("cart", AlertState.Firing, AlertState.Inactive, 4)] });

        CurrentAlert current = history.Reader.Alerts.Current().Single();
        Assert.AreEqual((firing.Id.Fingerprint, AlertState.Firing, firing.Slot, firing.Incarnation), (current.Fingerprint, current.State, current.Since, current.ActiveSince));
        Assert.AreEqual(firing.Facts.Labels, current.Labels);
        Assert.IsTrue(double.IsNaN(current.Value));

        StoredChange stored = history.Reader.Alerts.Change(current.ChangeId)!;
        Assert.AreEqual((2L, AlertState.Pending, AlertState.Firing, ChangeReason.Sustained, 5), (stored.JournalSequence, stored.From, stored.To, stored.Reason, stored.Transition));
        Assert.AreEqual("checkout \"fails\" ≥ 10 %", stored.Annotations["summary"]);
        Evidence evidence = stored.Evidence;
        Assert.AreEqual(firing.Evidence with { Parts = [], Inputs = [], Levels = [] }, evidence with { Parts = [], Inputs = [], Levels = [] });
        CollectionAssert.AreEqual(firing.Evidence.Parts.ToArray(), evidence.Parts.ToArray());
        CollectionAssert.AreEqual(firing.Evidence.Inputs.ToArray(), evidence.Inputs.ToArray());
        CollectionAssert.AreEqual(firing.Evidence.Levels.ToArray(), evidence.Levels.ToArray());
    }

    [TestMethod]
    public void Finds_alert_changes_by_what_is_asked()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        for (int step = 0; step < 6; step++)
        {
            history.Append(Decided.Judgement(step), new CycleOutcome { Changes = [Decided.Change(step % 2 == 0 ? "cart" : "pay", AlertState.Inactive, AlertState.Pending, step)] });
        }
        AlertReader alerts = history.Reader.Alerts;
        string cart = Decided.Change("cart", AlertState.Inactive, AlertState.Pending, 0).Id.Fingerprint;
        CollectionAssert.AreEqual(new long[] { 5, 3, 1 }, Ids(new ChangeQuery { Fingerprint = cart }));
        CollectionAssert.AreEqual(new long[] { 6, 5, 4, 3, 2, 1 }, Ids(new ChangeQuery { Rule = "http/HighErrorRatio" }));
        CollectionAssert.AreEqual(new long[] { 4, 3 }, Ids(new ChangeQuery { From = Decided.SlotAt(2).Instant, Through = Decided.SlotAt(3).Instant }));
        CollectionAssert.AreEqual(new long[] { 3, 2 }, Ids(new ChangeQuery { Before = 4, Limit = 2 }));
        Assert.IsEmpty(Ids(new ChangeQuery { Rule = "other" }));

        long[] Ids(ChangeQuery query) => [.. alerts.Changes(query).Select(change => change.Id)];
    }

    [TestMethod]
    public void Pages_through_the_decisions()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        Decision[] decisions = [.. Enumerable.Range(1, 5).Select(i => new Decision(i, Decided.SlotAt(i), i == 3 ? "ruleset.changed" : "alert.changed", $"s{i}", $"{{\"n\":{i}}}"))];
        history.Append(Decided.Judgement(0), new CycleOutcome { Decisions = decisions[..2] });
        history.Append(Decided.Judgement(1), new CycleOutcome { Decisions = decisions[2..] });
        LogReader log = history.Reader.Log;
        CollectionAssert.AreEqual(decisions[..3], log.Decisions(0, 3).ToArray());
        CollectionAssert.AreEqual(decisions[3..], log.Decisions(3, 3).ToArray());
        CollectionAssert.AreEqual(decisions[2..3], log.Decisions(0, kind: "ruleset.changed").ToArray());
        CollectionAssert.AreEqual(decisions[4..], log.Decisions(0, subject: "s5").ToArray());
        Assert.AreEqual(5, log.LastDecision());
        Assert.AreEqual(3, history.ReadJournal(0).Last().Decisions);
    }

    [TestMethod]
    public void Keeps_silences_and_acknowledgements_by_id_and_author()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        DateTimeOffset at = Decided.SlotAt(0).Instant;
        var add = new CommandEntry(new AddSilence([LabelMatcher.Parse("team", "web")], at, at.AddHours(2), "deploy", "ann"), at);
        history.Append(add, new CycleOutcome { Decisions = [new Decision(1, Decided.SlotAt(0), "silence.added", "s7", "{}")] });
        history.Append(add);
        history.Append(new CommandEntry(new ExpireSilence("s7", "bob"), at.AddMinutes(5)), new CommandEntry(new Acknowledge("f1", "known", "ann", true), at));
        StoredSilence[] silences = [.. history.Reader.Log.Silences()];
        Assert.AreEqual("s7 bob s8 ", $"{silences[0].Silence.Id} {silences[0].ExpiredBy} {silences[1].Silence.Id} {silences[1].ExpiredBy}");
        Assert.AreEqual((at.AddMinutes(5), at.AddHours(2)), (silences[0].Silence.EndsAt, silences[1].Silence.EndsAt));
        Assert.AreEqual(LabelMatcher.Parse("team", "web"), silences[0].Silence.Matchers.Single());
        Assert.AreEqual(new StoredAcknowledgement(4, "f1", "ann", "known", true, at), history.Reader.Alerts.Acknowledgements("f1").Single());
        Assert.IsEmpty(history.Reader.Alerts.Acknowledgements("f2"));
    }

    [TestMethod]
    public void Tells_how_targets_answered_and_folds_their_failures()
    {
        using var folder = new TemporaryFolder();
        string[] reasons = ["", "refused", "refused", "timed out", "", ""];
        SqliteHistory history = SqliteHistory.Open(folder.Path);
        for (int step = 0; step < reasons.Length; step++)
        {
            Slot slot = Decided.SlotAt(step);
            var report = new TargetReport("a:1", 0, 1, slot.Instant.AddMilliseconds(20), TimeSpan.FromMilliseconds(12.5), reasons[step] == "" ? null : reasons[step]);
            history.Append(new BatchEntry(new SampleBatch("node", slot, [history.Series.Intern(new SeriesKey("up", LabelSet.Empty)).Value], [1], [], [report])));
            history.Dispose();
            history = SqliteHistory.Open(folder.Path);
        }
        using (history)
        {
            TargetState state = history.Reader.Runs.Targets().Single();
            Assert.AreEqual(
                new TargetState("node", "a:1", true, null, Decided.SlotAt(5), Decided.SlotAt(5).Instant.AddMilliseconds(20), TimeSpan.FromMilliseconds(12.5), 1, Decided.SlotAt(4)), state);
            CollectionAssert.AreEqual(
                new[]
                {
                    new TargetFailure("node", "a:1", Decided.SlotAt(3), Decided.SlotAt(3), 1, "timed out", false),
                    new TargetFailure("node", "a:1", Decided.SlotAt(1), Decided.SlotAt(2), 2, "refused", false),
                },
                history.Reader.Runs.Failures("node").ToArray());
            JobRun run = history.Reader.Runs.Runs("node", limit: 5)[^1];
            Assert.AreEqual(new JobRun(2, "node", Decided.SlotAt(1), 1, 0, 1, false, TimeSpan.FromMilliseconds(12.5)), run);
        }
    }

    [TestMethod]
    public void Keeps_generations_of_rules_and_each_text_once()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        RuleFile shared = File("collection/host.json", "{ /* ü */ }");
        history.SaveRuleSet(Generation("aaaaaaaaaaaa", shared, File("thresholds/x.json", "1")), Decided.SlotAt(0).Instant);
        history.SaveRuleSet(Generation("bbbbbbbbbbbb", shared, File("thresholds/x.json", "2")), Decided.SlotAt(1).Instant);
        history.SaveRuleSet(Generation("aaaaaaaaaaaa", shared), Decided.SlotAt(9).Instant);
        RuleFile[] back = [.. history.ReadRuleSet("aaaaaaaaaaaa")!];
        Assert.AreEqual("{ /* ü */ }", Encoding.UTF8.GetString(back[0].Content.Span));
        Assert.AreEqual(shared with { Content = default }, back[0] with { Content = default });
        Assert.AreEqual("1", Encoding.UTF8.GetString(back[1].Content.Span));
        Assert.IsNull(history.ReadRuleSet("cccccccccccc"));
        CollectionAssert.AreEqual(
            new[] { new StoredRuleSet("bbbbbbbbbbbb", "shipped", "1.0.0", Decided.SlotAt(1).Instant, 2), new StoredRuleSet("aaaaaaaaaaaa", "shipped", "1.0.0", Decided.SlotAt(0).Instant, 2) },
            history.Reader.Log.RuleSets().ToArray());

        static RuleFile File(string path, string text) => new(path, "collection", "host", "1.2.3", "feed", Encoding.UTF8.GetBytes(text));

        static RuleSet Generation(string revision, params RuleFile[] files) => new()
        {
            Revision = revision, Name = "shipped", Version = "1.0.0", Files = files, Jobs = [], Groups = [], Rules = [], DefaultRules = [], Responses = [],
            Receivers = new Dictionary<string, Receiver>(), DefaultReceiver = "log", Inhibitions = [], Calendars = new Dictionary<string, Calendar>(),
            Commands = new Dictionary<string, CommandAllowance>(),
        };
    }
}
