using System.Globalization;
using CsCheck;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Tests.Compile;

/// <summary>Our delegate and the stock engine say the same: true, false, or a fault.</summary>
[TestClass]
public sealed class ConditionAgreementTests
{
    private static readonly string[] s_levels = ["warning", "critical"];

    private static readonly double[] s_numbers =
        [0.0, -0.0, 1, -1, 0.5, 2, 3, 5, 7.25, 100, -100, 0.1, 0.3, 1e-300, -1e-300, double.Epsilon, 1e15, 1e300, -1e300, double.MaxValue, double.MinValue, 9007199254740993];

    private static readonly Gen<double> s_number = Gen.OneOf(
        Gen.OneOf(s_numbers), Gen.Double[-10, 10], Gen.Int[-5, 5].Select(whole => (double)whole), Gen.Double.Select(any => double.IsFinite(any) ? any : 0));

    private static readonly Gen<RuleOperands> s_operands = Gen.Select(s_number.Array[7], s_number.Array[2], Gen.Int[0, 2]).Select((scalars, levels, tier) => new RuleOperands
    {
        Value = scalars[0], Expected = scalars[1], Spread = scalars[2], Deviation = scalars[3], Score = scalars[4], Age = scalars[5], Coverage = scalars[6],
        Tier = tier, Levels = levels,
    });

    [TestMethod]
    public void Agrees_with_the_stock_engine_on_generated_rules()
    {
        int compiled = 0, refused = 0, held = 0, quiet = 0, faulted = 0;
        Gen.Select(GeneratedRules.Rule, s_operands.Array[6]).Sample((source, rows) =>
        {
            CompileResult<CompiledCondition> result = ConditionCompiler.Compile(source, s_levels);
            if (result.Compiled is not { } condition)
            {
                refused++;
                return;
            }
            compiled++;
            foreach (RuleOperands row in rows)
            {
                bool? ours = Judge(condition, row);
                bool? stock = condition.StockHolds(row);
                Assert.AreEqual(stock, ours, condition.Text);
                _ = ours switch { true => held++, false => quiet++, null => faulted++ };
                Assert.AreEqual(ours switch { true => "true", false => "false", null => "fault" }, condition.Explain(row)[0].Value.Split(':')[0], condition.Text);
            }
        }, iter: 300, threads: 1);
        Assert.IsTrue(compiled > 180 && held > 150 && quiet > 150 && faulted > 20, $"{compiled} compiled, {refused} refused: {held} {quiet} {faulted}");
    }

    [TestMethod]
    [DataRow("signal.Value > threshold.critical")]
    [DataRow("signal.Value >= threshold.warning && signal.Value < threshold.critical")]
    [DataRow("signal.Value < 5")]
    [DataRow("Math.Abs(signal.Deviation) > 4 && signal.Score > 0.999")]
    [DataRow("signal.Value > baseline.Expected + 3 * baseline.Spread")]
    [DataRow("signal.Value > Math.Max(threshold.warning, 2 * baseline.Expected)")]
    [DataRow("signal.Age > 60 || signal.Coverage < 0.5")]
    [DataRow("signal.Tier == 0 && signal.Value != 0")]
    [DataRow("!(signal.Value > threshold.warning)")]
    [DataRow("signal.Value > (signal.Tier > 0 ? threshold.critical : threshold.warning)")]
    [DataRow("(signal.Value - signal.Expected) / baseline.Spread > 6")]
    [DataRow("Math.Round(signal.Value, 1) == 0.3")]
    [DataRow("Math.Round(signal.Value) > 2")]
    [DataRow("Math.Floor(signal.Value) != Math.Ceiling(signal.Value)")]
    [DataRow("Math.Sqrt(signal.Value) > 2 || Math.Log(signal.Value) < 0 || Math.Log(signal.Value, 2) > 3")]
    [DataRow("Math.Pow(signal.Value, 2) > 4")]
    [DataRow("signal.Value % 2 == 0")]
    [DataRow("SIGNAL.value > Threshold.CRITICAL")]
    [DataRow("signal.Value > 1e5 || signal.Value < -1.5e-3")]
    [DataRow("signal.Value > 3000000000")]
    [DataRow("signal.Value > 9223372036854775807")]
    [DataRow("signal.Value / 0 > 1")]
    [DataRow("signal.Value > 2 * 3 + 4 - 1")]
    [DataRow("-signal.Value < - -5")]
    [DataRow("signal.Value > -5 && 0 - 1 < signal.Value")]
    [DataRow("true || signal.Value > 1")]
    [DataRow("True && FALSE == false")]
    [DataRow("signal.Value > 1 == (signal.Expected > 1)")]
    [DataRow("signal.Value > 0 ? signal.Value > 1 ? true : false : signal.Value < -1")]
    [DataRow("Math.Abs(-5) > signal.Value && Math.Max(1, 2) < signal.Value")]
    [DataRow("1.0 / -(0) > signal.Value", DisplayName = "a whole zero has no sign when negated")]
    [DataRow("1.0 / -(signal.Tier > 5 ? 1 : 0) > signal.Value", DisplayName = "a whole zero has no sign when chosen")]
    [DataRow("1.0 / (0 * -5) > signal.Value", DisplayName = "a whole zero has no sign when multiplied")]
    [DataRow("1.0 / (0 * -5.0) > signal.Value", DisplayName = "but a fractional one has")]
    [DataRow("1.0 / Math.Min(-(0), 0) > signal.Value", DisplayName = "nor among whole numbers")]
    [DataRow("Math.Round(signal.Value, signal.Value > 1 ? 99 : 2) > 0")]
    [DataRow("Math.Round(signal.Value, signal.Value > 1 ? 2 : 1) > 0")]
    [DataRow("signal.Value > 0 && Math.Round(signal.Value, signal.Value > 1 ? 99 : 2) > 0")]
    public void Agrees_with_the_stock_engine_on_rules_as_people_write_them(string expression)
    {
        CompileResult<CompiledCondition> result = ConditionCompiler.Compile(ConditionSource.Of(expression), s_levels);
        Assert.IsTrue(result.IsCompiled, string.Join("; ", result.Problems));
        s_operands.Sample(row => Assert.AreEqual(result.Compiled!.StockHolds(row), Judge(result.Compiled, row)), iter: 60, threads: 1);
    }

    [TestMethod]
    public void Agrees_with_the_stock_engine_on_rules_that_differ_in_their_numbers_only()
    {
        Gen<string> whole = Gen.OneOf(Gen.OneOf("0", "2147483647", "-2147483648", "2147483648", "4294967296", "9007199254740993", "-9223372036854775807"), Gen.Int.Select(one => $"{one}"));
        Gen<string> real = Gen.OneOf(Gen.OneOf("0.0", "1e308", "4.9e-324", "0.30000000000000004", "1e-400"), Gen.Double[0, 10].Select(one => one.ToString("F3", CultureInfo.InvariantCulture)));
        Gen.Select(whole, real, Gen.Int[-9, 9], s_operands.Array[4]).Sample((first, second, third, rows) =>
        {
            string expression = $"(signal.Value + {first}) * {second} > threshold.warning % {third} || 1.0 / {third} > {first} / signal.Value && Math.Max({third}, 3) != {second}";
            CompileResult<CompiledCondition> result = ConditionCompiler.Compile(ConditionSource.Of(expression), s_levels);
            Assert.IsTrue(result.IsCompiled, Caret.Under(result.Problems));
            foreach (RuleOperands row in rows)
            {
                Assert.AreEqual(result.Compiled!.StockHolds(row), Judge(result.Compiled, row), expression);
            }
        }, iter: 150, threads: 1);
    }

    [TestMethod]
    [DataRow("1.0 / -0 > signal.Value", 7)]
    [DataRow("signal.Value > -0.0", 16)]
    [DataRow("signal.Value > -1e-400", 16)]
    public void Refuses_a_zero_with_a_sign_whose_meaning_would_depend_on_other_rules(string expression, int offset)
    {
        CompileProblem problem = ConditionCompiler.Compile(ConditionSource.Of(expression), s_levels).Problems.Single();
        Assert.AreEqual((offset, "a zero has no sign", "write 0"), (problem.Offset, problem.Message, problem.Help));
    }

    [TestMethod]
    [DataRow(0.5, true, DisplayName = "while it does not")]
    [DataRow(2.0, null, DisplayName = "when it does")]
    public void A_parameter_that_can_fault_faults_the_rule_though_nothing_reads_it(double value, bool? expected)
    {
        var source = new ConditionSource("rule", "signal.Value > 0", [new("unused", "Math.Round(1.5, signal.Value > 1 ? 99 : 2)")], null, []);
        CompiledCondition condition = ConditionCompiler.Compile(source, s_levels).Compiled!;
        var row = new RuleOperands { Value = value, Levels = [1, 2] };
        Assert.AreEqual(expected, condition.StockHolds(row));
        Assert.AreEqual(expected, Judge(condition, row));
    }

    internal static bool? Judge(CompiledCondition condition, RuleOperands row)
    {
        try
        {
            return condition.Holds(row);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
