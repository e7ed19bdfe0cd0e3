using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Thresholds;

[TestClass]
public sealed class ThresholdEvaluatorTests
{
    private readonly SeriesTable _table = new();
    private readonly ThresholdEvaluator _evaluator = new();
    private PerformanceAnalyzer _analyzer = null!;
    private bool _calendarIsOpen = true;

    [TestInitialize]
    public void Begin()
    {
        _analyzer = new PerformanceAnalyzer(_table, (_, _, _) => []);
        _analyzer.Use([Worlds.Group("g", Worlds.Signal("load", operands => operands[0], Worlds.Input("load", Fold.Last, 0, null)))]);
    }

    [TestMethod]
    public void Changes_come_in_the_order_of_rule_and_labels()
    {
        Use(High("b"), High("a"));
        string[] changes = Run(10, ("load{host=y}", 9), ("load{host=x}", 9));
        CollectionAssert.AreEqual(
            new[] { "test/a{host=\"x\"} Firing Breached", "test/a{host=\"y\"} Firing Breached", "test/b{host=\"x\"} Firing Breached", "test/b{host=\"y\"} Firing Breached" },
            changes);
    }

    [TestMethod]
    public void An_override_with_more_matchers_wins()
    {
        var levels = new ThresholdLevels(["limit"], [10], [
            new LevelOverride([LabelMatcher.Parse("host", "x")], new Dictionary<string, double> { ["limit"] = 3 }, Worlds.Nowhere),
            new LevelOverride([LabelMatcher.Parse("host", "x"), LabelMatcher.Parse("disk", "~s.*")], new Dictionary<string, double> { ["limit"] = 20 }, Worlds.Nowhere)]);
        ThresholdRule rule = Worlds.Rule("limit", "load", operands => operands.Value > operands.Levels[0]) with { Levels = levels };
        Use(rule);
        string[] changes = Run(10, ("load{disk=sda,host=x}", 15), ("load{disk=nvme,host=x}", 5), ("load{host=z}", 11), ("load{host=w}", 9));
        CollectionAssert.AreEqual(new[] { "test/limit{disk=\"nvme\",host=\"x\"} Firing Breached", "test/limit{host=\"z\"} Firing Breached" }, changes);
    }

    [TestMethod]
    public void A_rule_that_reads_a_baseline_which_is_not_ready_is_unknown_and_the_default_judges()
    {
        ThresholdRule unusual = Worlds.Rule("unusual", "load", operands => operands.Score > 0.9, OperandSet.Score);
        Use([unusual], [Default()]);
        CollectionAssert.AreEqual(new[] { "default/load/0 Firing Breached" }, Run(10, ("load", 99)));
    }

    [TestMethod]
    public void A_shadow_rule_that_cannot_judge_calls_no_default_beside_an_active_rule()
    {
        ThresholdRule unusual = Worlds.Rule("unusual", "load", operands => operands.Score > 0.9, OperandSet.Score) with { Mode = RuleMode.Shadow };
        Use([High("own"), unusual], [Default()]);
        CollectionAssert.AreEqual(new[] { "test/own Firing Breached" }, Run(10, ("load", 99)));
    }

    [TestMethod]
    public void The_default_judges_a_signal_without_rules_and_yields_to_one_with()
    {
        Use([], [Default()]);
        CollectionAssert.AreEqual(new[] { "default/load/0 Firing Breached" }, Run(10, ("load", 99)));
        Use([High("own")], [Default()]);
        CollectionAssert.AreEqual(new[] { "default/load/0 Inactive Cleared", "test/own Firing Breached" }, Run(20, ("load", 99)));
    }

    [TestMethod]
    public void A_rule_that_throws_three_slots_in_a_row_is_quarantined_until_its_content_changes()
    {
        ThresholdRule broken = Worlds.Rule("broken", "load", _ => throw new InvalidOperationException("no such thing")) with { Owner = "web" };
        Use([broken], [Default()]);
        Run(10, ("load", 1));
        Run(20, ("load", 1));
        Assert.IsEmpty(_evaluator.Quarantined.ToList());
        ThresholdOutcome third = Evaluate(30, ("load", 99));
        Assert.AreEqual(new Quarantine("test/broken", "web", new Slot(30_000), "no such thing", Worlds.Nowhere), third.Quarantines.Single());
        Assert.AreEqual("default/load/0", third.Changes.Single().Id.Rule);
        Use([broken with { Severity = "critical" }], [Default()]);
        Assert.HasCount(1, _evaluator.Quarantined.ToList());
        Use([High("broken") with { ContentHash = "mended" }], [Default()]);
        Assert.IsEmpty(_evaluator.Quarantined.ToList());
    }

    [TestMethod]
    public void An_edited_rule_keeps_its_alert_a_removed_one_ends_it_and_a_renamed_one_takes_it_over()
    {
        Use(High("old"));
        Run(10, ("load", 9));
        Use(High("old") with { Severity = "critical", ContentHash = "2" });
        AlertChange edited = Changes(20, ("load", 9)).Single();
        Assert.AreEqual((ChangeReason.Edited, AlertState.Firing, "critical"), (edited.Reason, edited.To, edited.Facts.Severity));
        Assert.IsEmpty(Run(25, ("load", 9)));
        Use(High("new") with { Severity = "critical", Formerly = ["test/old"] });
        Assert.IsEmpty(Run(30, ("load", 9)));
        Assert.AreEqual("test/new", _evaluator.Alerts.Single().Id.Rule);
        AlertChange removed = _evaluator.Use(new ThresholdPlan("r", [], [], (_, _) => true), new Slot(31_000)).Single();
        Assert.AreEqual((ChangeReason.RuleRemoved, AlertState.Inactive), (removed.Reason, removed.To));
    }

    [TestMethod]
    public void Other_by_labels_end_the_old_identities()
    {
        Use(High("a"));
        Run(10, ("load{host=x}", 9));
        InputDefinition wider = Worlds.Input("load", Fold.Last, 0, "zone") with { Absent = null };
        _analyzer.Use([Worlds.Group("g", Worlds.Signal("load", operands => operands[0], wider))]);
        string[] changes = Run(20, ("load{host=x,zone=1}", 9));
        CollectionAssert.AreEqual(new[] { "test/a{host=\"x\"} Inactive IdentityChanged", "test/a{zone=\"1\"} Firing Breached" }, changes);
    }

    [TestMethod]
    public void A_dependency_that_fires_holds_the_alert_and_its_end_releases_it()
    {
        Use(High("leaf") with { DependsOn = ["test/root"] }, Worlds.Rule("root", "load", operands => operands.Value > 50));
        AlertChange[] both = Changes(10, ("load", 99));
        Assert.AreEqual("depends on test/root", both.Single(change => change.Id.Rule == "test/leaf").Unsent);
        AlertChange[] after = Changes(20, ("load", 9));
        CollectionAssert.AreEqual(new[] { ChangeReason.Released, ChangeReason.Cleared }, after.Select(change => change.Reason).ToArray());
        Assert.IsNull(after[0].Unsent);
    }

    [TestMethod]
    public void Outside_its_calendar_an_alert_holds()
    {
        Use(High("office") with { ActiveWhen = "hours" });
        Assert.HasCount(1, Run(10, ("load", 9)));
        _calendarIsOpen = false;
        AlertChange held = Changes(20, ("load", 1)).Single();
        Assert.AreEqual((ChangeReason.Held, "outside hours"), (held.Reason, held.Unsent));
        Assert.IsEmpty(Run(30, ("load", 1)));
        _calendarIsOpen = true;
        CollectionAssert.AreEqual(new[] { "test/office Inactive Cleared" }, Run(40, ("load", 1)));
    }

    [TestMethod]
    public void A_shadow_rule_records_and_neither_sends_nor_stops_learning()
    {
        Use(High("shadow") with { Mode = RuleMode.Shadow });
        AlertChange change = Changes(10, ("load", 9)).Single();
        Assert.AreEqual("shadow", change.Unsent);
        Assert.IsNull(_evaluator.BreachedSince(_analyzer.FramesOf("g").First(), 0));
        Use(High("shadow"));
        Run(20, ("load", 9));
        Assert.AreEqual(new Slot(10_000), _evaluator.BreachedSince(_analyzer.FramesOf("g").First(), 0));
    }

    [TestMethod]
    public void The_evidence_holds_what_the_decision_was_made_of()
    {
        ThresholdRule rule = High("high") with { Levels = new ThresholdLevels(["limit"], [5], []), Origin = new Origin("thresholds/x.json", 12, 7) };
        Use(rule);
        Evidence evidence = Changes(10, ("load", 9)).Single().Evidence;
        Assert.AreEqual("r", evidence.Revision);
        Assert.AreEqual("thresholds/x.json:12:7", evidence.Origin.ToString());
        Assert.AreEqual(9, evidence.Signal.Value);
        Assert.AreEqual(new NamedValue("load", 9), evidence.Inputs.Single());
        Assert.AreEqual(new LevelUsed("limit", 5, "levels"), evidence.Levels.Single());
        Assert.AreEqual((Verdict.Breached, true), (evidence.Verdict, evidence.StockAgrees));
    }

    [TestMethod]
    public void A_disagreement_with_the_stock_engine_stands_in_the_evidence()
    {
        ThresholdRule rule = High("high");
        Use(rule with { Condition = rule.Condition with { StockHolds = _ => false } });
        Assert.IsFalse(Changes(10, ("load", 9)).Single().Evidence.StockAgrees);
    }

    [TestMethod]
    public void A_rule_that_stays_quiet_allocates_nothing()
    {
        Use(High("a"), High("b"), Worlds.Rule("c", "load", operands => operands.Deviation > 3, OperandSet.Deviation));
        _analyzer.Accept(Worlds.Batch(_table, 10, [.. Enumerable.Range(0, 500).Select(i => ($"load{{host={i}}}", 1.0))]));
        GroupSignals signals = _analyzer.Analyze("g", new Slot(10_000));
        _evaluator.Evaluate(signals);
        _evaluator.Evaluate(signals);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _evaluator.Evaluate(signals);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ThresholdRule High(string name) => Worlds.Rule(name, "load", operands => operands.Value > 5);

    private static ThresholdRule Default() => High("any") with { Id = "default/load/0", IsDefault = true };

    private void Use(params ThresholdRule[] rules) => Use(rules, []);

    private void Use(ThresholdRule[] rules, ThresholdRule[] defaults) =>
        Assert.IsEmpty(_evaluator.Use(new ThresholdPlan("r", rules, defaults, (_, _) => _calendarIsOpen), new Slot(0)));

    private string[] Run(int slotSeconds, params (string Series, double Value)[] samples) =>
        [.. Changes(slotSeconds, samples).Select(change => $"{change.Id} {change.To} {change.Reason}")];

    private AlertChange[] Changes(int slotSeconds, params (string Series, double Value)[] samples) => [.. Evaluate(slotSeconds, samples).Changes];

    private ThresholdOutcome Evaluate(int slotSeconds, params (string Series, double Value)[] samples)
    {
        _analyzer.Accept(Worlds.Batch(_table, slotSeconds, samples));
        return _evaluator.Evaluate(_analyzer.Analyze("g", new Slot(slotSeconds * 1000L)));
    }
}
