using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Tests.Compile;

[TestClass]
public sealed class ExplanationTests
{
    private static readonly RuleOperands s_operands = new()
    {
        Value = 0.12, Expected = 0.02, Spread = 0.01, Deviation = 10, Score = 0.9999, Age = 4.5, Coverage = 1, Tier = 0, Levels = [0.02, 0.1],
    };

    [TestMethod]
    [DataRow("signal.Value > threshold.critical", """
        signal.Value > threshold.critical = true
          signal.Value = 0.12
          threshold.critical = 0.1
        """)]
    [DataRow("Math.Abs(signal.Value - baseline.Expected)   >\n 3 * (baseline.Spread + 1/4.0)", """
        Math.Abs(signal.Value - baseline.Expected) > 3 * (baseline.Spread + 1/4.0) = false
          Math.Abs(signal.Value - baseline.Expected) = 0.09999999999999999
            signal.Value - baseline.Expected = 0.09999999999999999
              signal.Value = 0.12
              baseline.Expected = 0.02
          3 * (baseline.Spread + 1/4.0) = 0.78
            baseline.Spread + 1/4.0 = 0.26
              baseline.Spread = 0.01
        """)]
    [DataRow("signal.Value > threshold.WARNING && !(signal.Tier > 0 || signal.Value > threshold.WARNING)", """
        signal.Value > threshold.WARNING && !(signal.Tier > 0 || signal.Value > threshold.WARNING) = false
          signal.Value > threshold.WARNING = true
            signal.Value = 0.12
            threshold.WARNING = 0.02
          !(signal.Tier > 0 || signal.Value > threshold.WARNING) = false
            signal.Tier > 0 || signal.Value > threshold.WARNING = true
              signal.Tier > 0 = false
                signal.Tier = 0
        """)]
    [DataRow("Math.Round(signal.Value, signal.Tier > 0 ? 1 : 99) > 0", """
        Math.Round(signal.Value, signal.Tier > 0 ? 1 : 99) > 0 = fault: Rounding digits must be between 0 and 15, inclusive. (Parameter 'digits')
          Math.Round(signal.Value, signal.Tier > 0 ? 1 : 99) = fault: Rounding digits must be between 0 and 15, inclusive. (Parameter 'digits')
            signal.Value = 0.12
            signal.Tier > 0 ? 1 : 99 = 99
              signal.Tier > 0 = false
                signal.Tier = 0
        """)]
    [DataRow("true", "true = true")]
    public void Shows_every_part_of_a_condition_with_its_value(string expression, string expected) =>
        Golden(expected, ConditionCompiler.Compile(ConditionSource.Of(expression), ["warning", "critical"]).Compiled!.Explain(s_operands));

    [TestMethod]
    public void Shows_what_parameters_stand_for()
    {
        var source = new ConditionSource("r", "margin > 0 && share > 1 && margin < 9",
            [new("margin", "signal.Value - threshold.warning"), new("share", "margin / threshold.warning"), new("unused", "baseline.Spread")], null, []);
        CompiledCondition condition = ConditionCompiler.Compile(source, ["warning", "critical"]).Compiled!;
        Golden("""
            margin > 0 && share > 1 && margin < 9 = true
              margin > 0 && share > 1 = true
                margin > 0 = true
                  margin = 0.09999999999999999
                    signal.Value - threshold.warning = 0.09999999999999999
                      signal.Value = 0.12
                      threshold.warning = 0.02
                share > 1 = true
                  share = 4.999999999999999
                    margin / threshold.warning = 4.999999999999999
              margin < 9 = true
            """, condition.Explain(s_operands));
        Assert.AreEqual("(signal.Value - threshold.warning) > 0 && ((signal.Value - threshold.warning) / threshold.warning) > 1 && (signal.Value - threshold.warning) < 9", condition.Text);
        Assert.AreEqual(OperandSet.Value, condition.Reads, "an unused parameter reads nothing");
        CollectionAssert.AreEqual(new[] { 0 }, condition.LevelsRead.ToArray());
    }

    [TestMethod]
    public void Shows_nested_rules_as_parts()
    {
        var source = new ConditionSource("r", null, [new("limit", "2.0 * threshold.critical")], "Or",
            [ConditionSource.Of("signal.Value > limit"), new ConditionSource("inner", null, [], "AndAlso", [ConditionSource.Of("signal.Score > 0.99"), ConditionSource.Of("signal.Age < 10")])]);
        CompiledCondition condition = ConditionCompiler.Compile(source, ["warning", "critical"]).Compiled!;
        Golden("""
            (signal.Value > (2.0 * threshold.critical)) || ((signal.Score > 0.99) && (signal.Age < 10)) = true
              signal.Value > limit = false
                signal.Value = 0.12
                limit = 0.2
                  2.0 * threshold.critical = 0.2
                    threshold.critical = 0.1
              (signal.Score > 0.99) && (signal.Age < 10) = true
                signal.Score > 0.99 = true
                  signal.Score = 0.9999
                signal.Age < 10 = true
                  signal.Age = 4.5
            """, condition.Explain(s_operands));
        Assert.AreEqual(OperandSet.Value | OperandSet.Score | OperandSet.Age, condition.Reads);
        CollectionAssert.AreEqual(new[] { 1 }, condition.LevelsRead.ToArray());
        Assert.AreEqual(true, condition.StockHolds(s_operands));
    }

    [TestMethod]
    public void Shows_every_part_of_a_formula_with_its_value() => Golden("""
        if(requests > 0, 100 * errors / requests, 0) = 2.5
          requests > 0 = true
            requests = 40
          100 * errors / requests = 2.5
            100 * errors = 100
              errors = 1
        """, FormulaCompiler.Compile("if(requests > 0, 100 * errors / requests, 0)", ["errors", "requests"]).Compiled!.Explain([1, 40]));

    [TestMethod]
    [DataRow("signal.Value > baseline.Expected && signal.Expected > 0", OperandSet.Value | OperandSet.Expected)]
    [DataRow("baseline.Spread > 0 || signal.Deviation > 1 || signal.Score > 1", OperandSet.Spread | OperandSet.Deviation | OperandSet.Score)]
    [DataRow("signal.Age > 1 && signal.Coverage > 1 && signal.Tier > 0", OperandSet.Age | OperandSet.Coverage | OperandSet.Tier)]
    [DataRow("false && signal.Value > 1", OperandSet.Value)]
    [DataRow("true", OperandSet.None)]
    public void Says_which_operands_it_reads(string expression, OperandSet expected) =>
        Assert.AreEqual(expected, ConditionCompiler.Compile(ConditionSource.Of(expression), []).Compiled!.Reads);

    private static void Golden(string expected, IReadOnlyList<ExplainedPart> parts) => Assert.AreEqual(
        expected.ReplaceLineEndings("\n"), string.Join('\n', parts.Select(part => $"{new string(' ', 2 * part.Depth)}{part.Text} = {part.Value}")));
}
