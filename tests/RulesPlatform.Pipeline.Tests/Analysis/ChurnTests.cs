using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Analysis;

/// <summary>Series that come and go, as pods do: a new one every half minute, each there for three slots of ten seconds.</summary>
[TestClass]
public sealed class ChurnTests
{
    private const int SlotsAnHour = 360;

    private static readonly BaselineDefinition s_baseline = new("ewma", TimeSpan.Zero, TimeSpan.FromMinutes(10), 1, TimeSpan.FromMinutes(5));

    private static readonly SignalDefinition s_signal = Worlds.Signal(
        "load", operands => operands[0] + operands[1],
        Worlds.Input("m", Fold.Avg, 60, null) with { MinCoverage = 0 }, Worlds.Input("m", Fold.Percentile, 60, null) with { Name = "p", Percentile = 0.9, MinCoverage = 0 }) with { Baseline = s_baseline };

    [TestMethod]
    public void What_is_long_gone_takes_no_room()
    {
        (PerformanceAnalyzer analyzer, SeriesTable table) = Fresh();
        var most = (Rows: 0, Bytes: 0);
        for (int slot = 1; slot <= 84 * SlotsAnHour; slot++)
        {
            SignalFrame frame = Run(analyzer, table, slot, churns: true);
            most = (Math.Max(most.Rows, frame.Count), slot % SlotsAnHour == 0 ? Math.Max(most.Bytes, Size(analyzer)) : most.Bytes);
        }
        Assert.AreEqual(10_082, table.Count, "Ten thousand generations have been.");
        Assert.IsLessThan(245, most.Rows, "Two hours' series at most: one hour is remembered, and forgetting comes once an hour.");
        (PerformanceAnalyzer brief, SeriesTable other) = Fresh();
        for (int slot = 1; slot <= 2 * SlotsAnHour; slot++)
        {
            Run(brief, other, slot, churns: true);
        }
        Assert.IsLessThan(Size(brief) * 11 / 10, most.Bytes, "After ten thousand generations no more is kept than after two.");
    }

    [TestMethod]
    public void What_stays_is_not_touched_by_what_is_forgotten()
    {
        (PerformanceAnalyzer churning, SeriesTable table) = Fresh();
        (PerformanceAnalyzer calm, SeriesTable other) = Fresh();
        for (int slot = 1; slot <= 4 * SlotsAnHour; slot++)
        {
            SignalFrame with = Run(churning, table, slot, churns: true);
            SignalFrame without = Run(calm, other, slot, churns: false);
            Assert.AreEqual("{pod=\"steady\"}", with.Labels[0].ToString());
            Assert.AreEqual((without.Value[0], without.Expected[0], without.Score[0], without.Coverage[0]), (with.Value[0], with.Expected[0], with.Score[0], with.Coverage[0]), $"slot {slot}");
        }
    }

    [TestMethod]
    public void A_restart_at_any_time_forgets_the_same()
    {
        (PerformanceAnalyzer straight, SeriesTable table) = Fresh();
        PerformanceAnalyzer restarted = Fresh(table);
        for (int slot = 1; slot <= 3 * SlotsAnHour; slot++)
        {
            if (slot % 97 == 0)
            {
                using var writer = new StateWriter();
                restarted.Save(writer);
                using var reader = new StateReader(writer.ToMemory());
                restarted = Fresh(table);
                restarted.Load(reader);
            }
            SignalFrame left = Run(straight, table, slot, churns: true);
            SignalFrame right = Run(restarted, table, slot, churns: true);
            CollectionAssert.AreEqual(left.Labels.ToArray(), right.Labels.ToArray(), $"slot {slot}");
            CollectionAssert.AreEqual(left.Value[..left.Count], right.Value[..right.Count], $"slot {slot}");
            CollectionAssert.AreEqual(left.Expected[..left.Count], right.Expected[..right.Count], $"slot {slot}");
        }
    }

    [TestMethod]
    public void A_series_that_comes_back_begins_anew()
    {
        (PerformanceAnalyzer analyzer, SeriesTable table) = Fresh();
        Feed(1, 50);
        for (int slot = 2; slot <= 3 * SlotsAnHour; slot++)
        {
            Run(analyzer, table, slot, churns: false);
        }
        Assert.AreEqual(1, analyzer.FramesOf("g").Single().Count, "Only the steady one is left.");
        SignalFrame back = Feed((3 * SlotsAnHour) + 1, 70);
        Assert.AreEqual((2, 140.0), (back.Count, back.Value[1]));

        SignalFrame Feed(int slot, double value)
        {
            analyzer.Accept(Worlds.Batch(table, slot * 10, ("m{pod=steady}", slot % 7), ("m{pod=once}", value)));
            return analyzer.Analyze("g", new Slot(slot * 10_000L)).Frames[0];
        }
    }

    [TestMethod]
    public void An_alert_whose_series_is_forgotten_still_ends_as_vanished()
    {
        (PerformanceAnalyzer analyzer, SeriesTable table) = Fresh();
        var evaluator = new ThresholdEvaluator();
        ThresholdRule rule = Worlds.Rule("High", "load", operands => operands.Value > 90) with { ForgetAfter = TimeSpan.FromHours(3) };
        evaluator.Use(new ThresholdPlan("r1", [rule], [], (_, _) => true), new Slot(0));
        var changes = new List<AlertChange>();
        for (int slot = 1; slot <= 5 * SlotsAnHour; slot++)
        {
            analyzer.Accept(slot == 1 ? Worlds.Batch(table, 10, ("m{pod=steady}", 1), ("m{pod=hot}", 99)) : Worlds.Batch(table, slot * 10, ("m{pod=steady}", 1)));
            changes.AddRange(evaluator.Evaluate(analyzer.Analyze("g", new Slot(slot * 10_000L))).Changes);
        }
        AlertChange vanished = changes[^1];
        Assert.AreEqual((ChangeReason.Vanished, "{pod=\"hot\"}"), (vanished.Reason, vanished.Id.Labels.ToString()));
        Assert.IsTrue(changes.Exists(change => change.BeganFiring));
        Assert.AreEqual(3.0, (vanished.Slot - new Slot(10_000)).TotalHours, 0.02);
    }

    private static (PerformanceAnalyzer, SeriesTable) Fresh()
    {
        var table = new SeriesTable();
        return (Fresh(table), table);
    }

    private static PerformanceAnalyzer Fresh(SeriesTable table)
    {
        var analyzer = new PerformanceAnalyzer(table, (_, _, _) => []);
        analyzer.Use([Worlds.Group("g", s_signal)]);
        return analyzer;
    }

    private static SignalFrame Run(PerformanceAnalyzer analyzer, SeriesTable table, int slot, bool churns)
    {
        (string, double) steady = ("m{pod=steady}", slot % 7);
        (string, double) pod = ($"m{{pod=p{slot / 3}}}", slot % 11);
        (string, double) ended = ($"m{{pod=p{(slot / 3) - 1}}}", Staleness.Marker);
        analyzer.Accept(Worlds.Batch(table, slot * 10, !churns ? [steady] : slot % 3 == 0 && slot > 3 ? [steady, pod, ended] : [steady, pod]));
        var at = new Slot(slot * 10_000L);
        SignalFrame frame = analyzer.Analyze("g", at).Frames[0];
        analyzer.Learn("g", at, (_, _) => null);
        return frame;
    }

    private static int Size(PerformanceAnalyzer analyzer)
    {
        using var writer = new StateWriter();
        analyzer.Save(writer);
        return writer.ToMemory().Length;
    }
}
