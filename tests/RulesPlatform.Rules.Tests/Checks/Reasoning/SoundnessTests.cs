using CsCheck;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Tests.Compile;

namespace RulesPlatform.Rules.Tests.Checks.Reasoning;

/// <summary>What is said to be impossible never happens: random expressions over operands in random ranges, against the compiled delegates.</summary>
[TestClass]
public sealed class SoundnessTests
{
    private static readonly string[] s_levels = ["warning", "critical"];
    private static readonly string[] s_scalars = ["Value", "Expected", "Spread", "Deviation", "Score", "Age", "Coverage", "Tier"];

    private static readonly Gen<double> s_bound = Gen.OneOf(
        Gen.OneOf(0.0, -0.0, 1, -1, 0.5, 2, 3, 7, 100, -100, 0.1, 1e-300, double.Epsilon, 1e300, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity),
        Gen.Double[-10, 10], Gen.Int[-5, 5].Select(whole => (double)whole));

    private static readonly Gen<Interval> s_range = Gen.Select(s_bound, s_bound, Gen.Int[0, 3]).Select((one, other, kind) => kind == 0 ? Interval.At(one) : new Interval(Math.Min(one, other), Math.Max(one, other)));

    [TestMethod]
    public void A_condition_does_nothing_that_was_said_to_be_impossible()
    {
        int decided = 0, judged = 0;
        Gen.Select(GeneratedRules.Rule, s_range.Array[10], Gen.Double[0, 1].Array[10].Array[12]).Sample((source, ranges, shares) =>
        {
            if (ConditionReader.Read(source, ConditionVocabulary.For(s_levels), out _) is not { } read)
            {
                return;
            }
            RuleCondition holds = ConditionCompiler.Compile(source, s_levels).Compiled!.Holds;
            Term rule = TermOf(read, new TermTable());
            CaseSearch search = Over(ranges);
            (bool mayHold, bool mayFail) = (search.MayBe((rule, true)), search.MayBe((rule, false)));
            Assert.IsTrue(mayHold || mayFail, $"neither: {read.Text}");
            decided += mayHold && mayFail ? 0 : 1;
            foreach (double[] values in shares.Select(row => Inside(ranges, row)))
            {
                bool? result = Judge(holds, values);
                judged += result is null ? 0 : 1;
                Assert.IsTrue(result is not { } was || (was ? mayHold : mayFail), $"{result}: {read.Text} at {string.Join(' ', values)} of {string.Join(' ', ranges.Select(Shown))}");
            }
        }, iter: 1_000, threads: 1);
        Assert.IsTrue(decided > 150 && judged > 5_000, $"{decided} decided, {judged} judged");
    }

    [TestMethod]
    public void A_formula_gives_nothing_outside_its_range()
    {
        string[] inputs = ["a", "b", "c"];
        int bounded = 0, computed = 0;
        Gen.Select(GeneratedFormulas.Number(3), s_range.Array[3], Gen.Double[0, 1].Array[3].Array[12]).Sample((text, ranges, shares) =>
        {
            CompileResult<CompiledFormula> compiled = FormulaCompiler.Compile(text, inputs);
            if (compiled.Compiled is not { } formula)
            {
                return;
            }
            PlacedExpression tree = FormulaCompiler.Tree(text, inputs, out _)!;
            Interval range = new CaseSearch(operand => ranges[(int)operand.Mark!]).RangeOf(new TermTable().Of(tree.Tree));
            bounded += range is { MayBeNaN: false } or { Low: > double.NegativeInfinity } or { High: < double.PositiveInfinity } ? 1 : 0;
            foreach (double[] values in shares.Select(row => Inside(ranges, row)))
            {
                double value = formula.Function(values);
                computed++;
                Assert.IsTrue(range.Contains(value), $"{value} not in {range}: {text} at {string.Join(' ', values)} of {string.Join(' ', ranges.Select(Shown))}");
            }
        }, iter: 1_500, threads: 1);
        Assert.IsTrue(bounded > 250 && computed > 5_000, $"{bounded} bounded, {computed} computed");
    }

    [TestMethod]
    public void Conditions_do_not_turn_out_together_as_was_said_to_be_impossible()
    {
        int excluded = 0, judged = 0;
        Gen.Select(GeneratedRules.Rule, GeneratedRules.Rule, s_range.Array[10], Gen.Double[0, 1].Array[10].Array[12]).Sample((first, second, ranges, shares) =>
        {
            Vocabulary words = ConditionVocabulary.For(s_levels);
            if (ConditionReader.Read(first, words, out _) is not { } one || ConditionReader.Read(second, words, out _) is not { } other)
            {
                return;
            }
            var terms = new TermTable();
            (Term left, Term right) = (TermOf(one, terms), TermOf(other, terms));
            RuleCondition[] holds = [.. new[] { first, second }.Select(source => ConditionCompiler.Compile(source, s_levels).Compiled!.Holds)];
            CaseSearch search = Over(ranges);
            foreach ((bool wanted, bool otherWanted) in new[] { (true, true), (true, false), (false, true), (false, false) })
            {
                bool mayBe = search.MayBe((left, wanted), (right, otherWanted));
                excluded += mayBe ? 0 : 1;
                foreach (double[] values in shares.Select(row => Inside(ranges, row)))
                {
                    judged++;
                    Assert.IsTrue(
                        mayBe || Judge(holds[0], values) != wanted || Judge(holds[1], values) != otherWanted,
                        $"{wanted} and {otherWanted}: {one.Text} and {other.Text} at {string.Join(' ', values)} of {string.Join(' ', ranges.Select(Shown))}");
                }
            }
        }, iter: 1_000, threads: 1);
        Assert.IsTrue(excluded > 250 && judged > 5_000, $"{excluded} excluded, {judged} judged");
    }

    private static CaseSearch Over(Interval[] ranges) =>
        new(operand => ranges[operand.Mark is int level ? 8 + level : Array.IndexOf(s_scalars, (string)operand.Mark!)]);

    private static Term TermOf(ReadCondition read, TermTable terms)
    {
        foreach (ScopedVariable one in read.Variables)
        {
            terms.Define(one.Variable, one.Definition.Tree);
        }
        return terms.Of(read.Rule.Tree);
    }

    private static bool? Judge(RuleCondition holds, double[] values)
    {
        try
        {
            return holds(new RuleOperands
            {
                Value = values[0], Expected = values[1], Spread = values[2], Deviation = values[3], Score = values[4], Age = values[5], Coverage = values[6],
                Tier = values[7], Levels = [values[8], values[9]],
            });
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string Shown(Interval range) => $"{range.Low}…{range.High}";

    private static double[] Inside(Interval[] ranges, double[] shares) => [.. shares.Select((share, i) => Inside(ranges[i], share))];

    /// <summary>One of the range's numbers: often a bound, or one beside it.</summary>
    private static double Inside(Interval range, double share)
    {
        double wanted = share switch
        {
            < 0.2 => range.Low,
            < 0.4 => range.High,
            < 0.5 => Math.BitIncrement(range.Low),
            < 0.6 => Math.BitDecrement(range.High),
            < 0.7 => 0,
            < 0.75 => -0.0,
            _ => Math.Max(range.Low, -1e6) + ((Math.Min(range.High, 1e6) - Math.Max(range.Low, -1e6)) * (share - 0.75) * 4),
        };
        return double.IsNaN(wanted) ? range.Low : Math.Clamp(wanted, range.Low, range.High);
    }
}
