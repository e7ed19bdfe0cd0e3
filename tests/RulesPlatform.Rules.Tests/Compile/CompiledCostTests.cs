using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Tests.Compile;

[TestClass]
[DoNotParallelize]
public sealed class CompiledCostTests
{
    private static readonly RuleOperands s_operands = new() { Value = 1, Expected = 2, Spread = 3, Levels = [4, 5] };

    [TestMethod]
    [DataRow("signal.Value > threshold.critical && signal.Value > baseline.Expected + 3.5 * baseline.Spread")]
    [DataRow("Math.Round(Math.Max(signal.Value, 2.5), 2) % 2 == 0 ? signal.Age > 1 : !(signal.Score < 0.5)")]
    public void A_condition_allocates_nothing(string expression)
    {
        RuleCondition holds = ConditionCompiler.Compile(ConditionSource.Of(expression), ["warning", "critical"]).Compiled!.Holds;
        Assert.AreEqual(0, Allocated(() => holds(s_operands)));
    }

    [TestMethod]
    public void A_condition_with_parameters_and_nested_rules_allocates_nothing()
    {
        var source = new ConditionSource("r", null, [new("margin", "signal.Value - threshold.warning")], "And",
            [ConditionSource.Of("margin > 0"), new ConditionSource("b", "double_margin > 1", [new("double_margin", "2 * margin")], null, [])]);
        RuleCondition holds = ConditionCompiler.Compile(source, ["warning"]).Compiled!.Holds;
        Assert.AreEqual(0, Allocated(() => holds(s_operands)));
    }

    [TestMethod]
    public void A_formula_allocates_nothing()
    {
        FormulaFunction function = FormulaCompiler.Compile("if(b > 0 and in(a, 1, 2), clamp(Round(a / b, 2), 0, 100), Max(a, b, 3))", ["a", "b"]).Compiled!.Function;
        double[] operands = [1, 3];
        Assert.AreEqual(0, Allocated(() => function(operands)));
    }

    [TestMethod]
    public void A_response_rule_allocates_nothing()
    {
        Func<AlertFacts, bool> holds = AlertConditionCompiler.Compile(ConditionSource.Of("alert.Severity == \"critical\" && alert.Label(\"team\").StartsWith(\"w\") && alert.Value > 0.5")).Compiled!;
        AlertFacts facts = AlertSamples.Facts();
        Assert.AreEqual(0, Allocated(() => holds(facts)));
    }

    [TestMethod]
    public void The_same_source_gives_the_same_object()
    {
        var source = new ConditionSource("a", "m > 1.25", [new("m", "signal.Value")], null, []);
        CompiledCondition first = ConditionCompiler.Compile(source, ["x"]).Compiled!;
        Assert.AreSame(first, ConditionCompiler.Compile(source with { Name = "other", Parameters = [new("m", "signal.Value")] }, ["x"]).Compiled);
        Assert.AreNotSame(first, ConditionCompiler.Compile(source, ["y"]).Compiled);
        Assert.AreNotSame(first, ConditionCompiler.Compile(source with { Parameters = [new("m", "signal.Score")] }, ["x"]).Compiled);
    }

    [TestMethod]
    public void Rules_of_one_shape_share_one_body_and_keep_their_numbers()
    {
        CompiledCondition Compile(string expression, params string[] levels) => ConditionCompiler.Compile(ConditionSource.Of(expression), levels).Compiled!;
        Compile("Math.Sqrt(signal.Coverage) > 0.125 * threshold.one", "one");
        int before = ExpressionShape<RuleOperands, bool>.Bodies;
        CompiledCondition low = Compile("Math.Sqrt(signal.Coverage) > 2 * threshold.two", "two", "three");
        CompiledCondition high = Compile("Math.Sqrt( signal.coverage ) > 8.5 * THRESHOLD.two", "two", "three");
        Assert.AreEqual(before, ExpressionShape<RuleOperands, bool>.Bodies);
        var operands = new RuleOperands { Coverage = 16, Levels = [1, 100] };
        Assert.IsTrue(low.Holds(operands));
        Assert.IsFalse(high.Holds(operands));
        Assert.IsFalse(Compile("Math.Sqrt(signal.Coverage) > 2 * threshold.three", "two", "three").Holds(operands), "another level is another shape");
        Assert.IsFalse(Compile("Math.Sqrt(signal.Coverage) < 2 * threshold.two", "two", "three").Holds(operands), "another operator is another shape");
    }

    [TestMethod]
    public void The_cache_keeps_what_is_used_and_stays_bounded()
    {
        var cache = new RecentCache<int, string>(capacity: 10);
        string kept = cache.GetOrAdd(-1, _ => "kept");
        for (int key = 0; key < 1_000; key++)
        {
            cache.GetOrAdd(key, made => $"{made}");
            Assert.AreSame(kept, cache.GetOrAdd(-1, _ => "again"));
            Assert.IsTrue(cache.Count <= 20);
        }
        Assert.IsFalse(cache.TryGet(5, out _));
        Assert.IsTrue(cache.TryGet(999, out _));
    }

    [TestMethod]
    public void The_stock_twin_answers_many_threads()
    {
        CompiledCondition condition = ConditionCompiler.Compile(ConditionSource.Of("signal.Value > 0.0625 + threshold.x"), ["x"]).Compiled!;
        Parallel.For(0, 64, index => Assert.AreEqual(index > 32, condition.StockHolds(new RuleOperands { Value = index, Levels = [32] })));
    }

    [TestMethod]
    public void Stock_twins_of_one_shape_share_one_engine_and_keep_their_numbers()
    {
        CompiledCondition[] rules = [.. Enumerable.Range(0, 1_000).Select(rule => ConditionCompiler.Compile(ConditionSource.Of($"signal.Coverage * {rule} + 0.{rule:000}1 >= threshold.brim"), ["brim"]).Compiled!)];
        int before = StockEngine.Engines;
        for (int rule = 0; rule < rules.Length; rule++)
        {
            double brim = (2.0 * rule) + (rule / 1000.0);
            Assert.AreEqual(true, rules[rule].StockHolds(new RuleOperands { Coverage = 2, Levels = [brim] }));
            Assert.AreEqual(false, rules[rule].StockHolds(new RuleOperands { Coverage = 2, Levels = [brim + 0.001] }));
        }
        Assert.AreEqual(before + 1, StockEngine.Engines);
    }

    [TestMethod]
    [DataRow("signal.Age > 5", "signal.Age > 5.5", DisplayName = "a whole number and a fraction")]
    [DataRow("signal.Age > 5", "signal.Age > 3000000000", DisplayName = "a whole number beyond int")]
    [DataRow("signal.Age > 5", "signal.Age >= 5", DisplayName = "another operator")]
    [DataRow("signal.Age > 5", "signal.Age > threshold.x", DisplayName = "a level")]
    public void Stock_twins_of_other_shapes_do_not(string one, string other)
    {
        StockEngine EngineOf(string text) => StockEngine.For(StockShape.Of(ConditionSource.Of(text)), ["x"]);
        Assert.AreSame(EngineOf(one), EngineOf(one));
        Assert.AreNotSame(EngineOf(one), EngineOf(other));
    }

    [TestMethod]
    public void An_author_may_name_things_as_the_twin_names_numbers()
    {
        var source = new ConditionSource("r", "signal.Value > number_0 + 1", [new("number_0", "41")], null, []);
        CompiledCondition condition = ConditionCompiler.Compile(source, []).Compiled!;
        Assert.AreEqual(true, condition.StockHolds(new RuleOperands { Value = 42.5 }));
        Assert.AreEqual(false, condition.StockHolds(new RuleOperands { Value = 41.5 }));
    }

    private static long Allocated<T>(Func<T> call)
    {
        for (int warm = 0; warm < 100; warm++)
        {
            call();
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 1_000; round++)
        {
            call();
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
