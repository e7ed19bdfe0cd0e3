using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Tests.Analysis;

/// <summary>What a baseline learns while rules judge by it: a value that has been ten for an hour becomes thirty and stays there.</summary>
[TestClass]
public sealed class LearningTests
{
    private const int SlotsAnHour = 360;

    [TestMethod]
    [DataRow("ewma", 15, RuleMode.Active, true, DisplayName = "a breach is not learnt while it is pending, so it lasts until it fires")]
    [DataRow("rolling", 8, RuleMode.Active, true)]
    [DataRow("rolling", 15, RuleMode.Active, false, DisplayName = "a rolling window that is not taught empties: half of it gone, it answers no more")]
    [DataRow("rolling", 45, RuleMode.Active, false, DisplayName = "after relearnAfter the new level is learnt, pending or not")]
    [DataRow("ewma", 15, RuleMode.Shadow, false, DisplayName = "a shadow rule keeps nothing from being learnt")]
    public void A_level_shift_fires_if_it_outlasts_for(string model, int forMinutes, RuleMode mode, bool fires)
    {
        var table = new SeriesTable();
        var analyzer = new PerformanceAnalyzer(table, (_, _, _) => []);
        var baseline = new BaselineDefinition(model, TimeSpan.Zero, TimeSpan.FromMinutes(20), 0.5, TimeSpan.FromMinutes(30));
        analyzer.Use([Worlds.Group("g", Worlds.Signal("load", operands => operands[0], Worlds.Input("m")) with { Baseline = baseline })]);
        var evaluator = new ThresholdEvaluator();
        ThresholdRule rule = Worlds.Rule("Unusual", "load", operands => operands.Deviation > 3, OperandSet.Deviation) with { For = TimeSpan.FromMinutes(forMinutes), Mode = mode };
        evaluator.Use(new ThresholdPlan("r1", [rule], [], (_, _) => true), new Slot(0));

        bool fired = false;
        for (int slot = 1; slot <= 3 * SlotsAnHour; slot++)
        {
            analyzer.Accept(Worlds.Batch(table, slot * 10, ("m", (slot <= SlotsAnHour ? 10 : 30) + (slot % 3))));
            var at = new Slot(slot * 10_000L);
            fired |= evaluator.Evaluate(analyzer.Analyze("g", at)).Changes.Any(change => change.BeganFiring);
            analyzer.Learn("g", at, evaluator.BreachedSince);
        }

        Assert.AreEqual(fires, fired);
    }
}
