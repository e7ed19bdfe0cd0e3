using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Tests.Checks.Reasoning;

/// <summary>What is seen of a condition. The value is any finite number, the score 0…1, <c>warning</c> from 1 to 2 and <c>critical</c> 5.</summary>
[TestClass]
public sealed class CaseSearchTests
{
    private static readonly string[] s_levels = ["warning", "critical"];

    [TestMethod]
    [DataRow("signal.Value > 5", "may be")]
    [DataRow("signal.Value > 5 && signal.Value < 3", "never", DisplayName = "two bounds that exclude each other")]
    [DataRow("signal.Value > 3 || signal.Value < 5", "always", DisplayName = "two bounds that leave nothing out")]
    [DataRow("signal.Value > 3 || signal.Value < 3", "may be", DisplayName = "but for one number")]
    [DataRow("signal.Value >= 3 || signal.Value < 3", "always")]
    [DataRow("signal.Value > 3 && signal.Value < 3.0000000000000001", "never", DisplayName = "between a number and itself, written otherwise")]
    [DataRow("signal.Value > 3 && signal.Value < 3.000000000000001", "may be")]
    [DataRow("!(signal.Value > 5) && signal.Value > 7", "never")]
    [DataRow("(signal.Value > 5 || signal.Score > 0.5) && signal.Value < 4 && signal.Score < 0.4", "never", DisplayName = "each way out is closed")]
    [DataRow("signal.Score > 1", "never")]
    [DataRow("signal.Score >= 0", "always")]
    [DataRow("signal.Score > 0.5 ? signal.Value > 1 : signal.Value > 2", "may be")]
    [DataRow("(signal.Score > 0.5 ? signal.Value > 1 : signal.Value > 2) && signal.Value < 1", "never")]
    [DataRow("(signal.Score > 0.5 ? 3.0 : 4.0) > 2", "always")]
    [DataRow("(signal.Score > 0.5 ? signal.Score : 0.7) > 0.4", "always", DisplayName = "a branch knows its test")]
    [DataRow("(signal.Value > 1) == (signal.Value <= 1)", "never")]
    [DataRow("signal.Value > threshold.critical && signal.Value < threshold.warning", "never")]
    [DataRow("signal.Value > threshold.warning && signal.Value < 1.5", "may be")]
    [DataRow("signal.Value > threshold.warning && signal.Value < threshold.warning", "never", DisplayName = "the same level twice, whatever it is")]
    [DataRow("signal.Value > threshold.warning || signal.Value <= threshold.warning", "always")]
    [DataRow("threshold.warning < signal.Value && !(signal.Value > threshold.warning)", "never", DisplayName = "the same comparison turned round")]
    [DataRow("signal.Value * 100 > 90 && signal.Value < 0.5", "never")]
    [DataRow("signal.Value == signal.Value", "always")]
    [DataRow("signal.Value / 0 == signal.Value / 0", "may be", DisplayName = "NaN is not itself")]
    [DataRow("0.0 / 0 != 0.0 / 0", "always")]
    [DataRow("signal.Value > 0.0 / 0 || signal.Value <= 0.0 / 0", "never")]
    [DataRow("signal.Deviation * 0 == 0", "may be", DisplayName = "a deviation may be infinite")]
    [DataRow("signal.Value * 0 == 0", "always", DisplayName = "a value may not")]
    [DataRow("Math.Max(signal.Score, 2) > 1.5", "always")]
    [DataRow("Math.Abs(signal.Value) >= 0", "always")]
    [DataRow("Math.Sqrt(signal.Value) >= 0", "may be", DisplayName = "the root of a negative number is NaN")]
    [DataRow("signal.Value % 3 < 3", "always")]
    [DataRow("signal.Value > 1.0 && signal.Value + 1 < 2.0", "never")]
    [DataRow("signal.Value + 1e17 > 1e17", "may be", DisplayName = "what rounds away")]
    public void A_condition_is_decided_as_far_as_that_is_certain(string condition, string expected)
    {
        Assert.AreEqual(expected, Decided(ConditionSource.Of(condition)));
    }

    [TestMethod]
    public void Parameters_are_seen_through()
    {
        Assert.AreEqual("never", Decided(new ConditionSource("rule", "isHigh && isLow", [new("isHigh", "signal.Value > 5"), new("isLow", "signal.Value < 3")], null, [])));
        Assert.AreEqual("always", Decided(new ConditionSource("rule", null, [new("bound", "1 + 2")], "Or",
            [ConditionSource.Of("signal.Value > bound") with { Name = "a" }, ConditionSource.Of("signal.Value < 5") with { Name = "b" }])));
    }

    [TestMethod]
    public void What_takes_too_long_may_be()
    {
        string choices = string.Join(" && ", Enumerable.Range(0, 20).Select(i => $"(signal.Value > {i} || signal.Score > 0.{i} || signal.Age > {i})"));
        Assert.AreEqual("may be", Decided(ConditionSource.Of($"{choices} && (signal.Deviation > 1 || signal.Deviation > 2) && signal.Coverage * signal.Coverage > signal.Coverage + 0.5")));
        ScopedParameter[] doubling = [new("p0", "signal.Value + 0.5"), .. Enumerable.Range(1, 30).Select(i => new ScopedParameter($"p{i}", $"p{i - 1} + p{i - 1}"))];
        Assert.AreEqual("may be", Decided(new ConditionSource("rule", "p30 > 3", doubling, null, [])));
    }

    private static string Decided(ConditionSource source)
    {
        ReadCondition read = ConditionReader.Read(source, ConditionVocabulary.For(s_levels), out IReadOnlyList<CompileProblem> problems)!;
        Assert.IsNotNull(read, string.Join('\n', problems));
        var terms = new TermTable();
        foreach (ScopedVariable one in read.Variables)
        {
            terms.Define(one.Variable, one.Definition.Tree);
        }
        Term rule = terms.Of(read.Rule.Tree);
        var search = new CaseSearch(operand => operand.Mark switch
        {
            "Value" => Interval.Finite,
            "Score" => new Interval(0, 1),
            "Age" or "Spread" => Interval.NotNegative,
            "Coverage" => new Interval(0, 1),
            0 => new Interval(1, 2),
            1 => Interval.At(5),
            _ => Interval.AnyNumber,
        });
        return (search.MayBe((rule, true)), search.MayBe((rule, false))) switch { (true, true) => "may be", (true, false) => "always", (false, true) => "never", _ => "neither" };
    }
}
