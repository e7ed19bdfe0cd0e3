using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Tests.Compile;

/// <summary>No text may end the process, hang, or cost much: all of these run on a stack of 384 KiB.</summary>
[TestClass]
public sealed class HostileTextTests
{
    private static IEnumerable<(string Name, string Text)> Texts(string value, string function, string and)
    {
        string Many(string part, int count) => string.Concat(Enumerable.Repeat(part, count));
        foreach (int count in new[] { 25, 500, 2_000, 100_000 })
        {
            yield return ($"{count} parentheses", Many("(", count) + value + Many(")", count));
            yield return ($"{count} open parentheses", Many("(", count));
            yield return ($"{count} closing parentheses", value + Many(")", count));
            yield return ($"{count} signs", Many("-", count) + value);
            yield return ($"{count} spaced signs", Many("- ", count) + value);
            yield return ($"{count} nots", Many("!", count) + "true");
            yield return ($"{count} calls", Many(function + "(", count) + value + Many(")", count));
            yield return ($"{count} conditionals", Many("true ? 1 : ", count) + "1");
            yield return ($"{count} nested conditionals", Many("true ? ", count) + "1" + Many(" : 1", count));
            yield return ($"{count} parenthesized conditionals", Many("(true ? ", count) + "1" + Many(" : 1)", count));
        }
        foreach (int count in new[] { 2_000, 20_000, 200_000 })
        {
            yield return ($"a chain of {count} +", value + Many(" + " + value, count));
            yield return ($"a chain of {count} *", "1" + Many("*1", count));
            yield return ($"a chain of {count} and", $"{value} > 1" + Many($" {and} {value} > 1", count));
            yield return ($"{count} arguments", $"{function}(1{Many(",1", count)})");
            yield return ($"{count} dots", "a" + Many(".a", count));
            yield return ($"{count} digits", new string('9', count));
            yield return ($"{2 * count} digits after the point", "0." + new string('9', 2 * count) + "e");
            yield return ($"a name of {count}", new string('a', count));
            yield return ($"{count} blanks", new string(' ', count));
            yield return ($"{count} quotes", new string('"', count));
            yield return ($"{count} lone surrogates", new string('\ud83d', count));
            yield return ($"{count} nulls", new string('\0', count));
        }
    }

    [TestMethod]
    public void Conditions_refuse_it() => OnSmallStack(() =>
    {
        foreach ((string name, string text) in Texts("signal.Value", "Math.Abs", "&&"))
        {
            Assert.IsFalse(ConditionCompiler.Compile(ConditionSource.Of(text), []).IsCompiled, name);
            Assert.IsFalse(AlertConditionCompiler.Compile(ConditionSource.Of(text)).IsCompiled, name);
            Assert.IsFalse(ConditionCompiler.Compile(new ConditionSource("r", "p > 1.0", [new("p", text)], null, []), []).IsCompiled, name);
        }
    });

    [TestMethod]
    public void Formulas_refuse_it() => OnSmallStack(() =>
    {
        foreach ((string name, string text) in Texts("a", "Abs", "and"))
        {
            Assert.IsFalse(FormulaCompiler.Compile(text, ["a"]).IsCompiled, name);
        }
    });

    [TestMethod]
    public void Templates_refuse_it_or_stay_small() => OnSmallStack(() =>
    {
        foreach (int count in new[] { 301, 20_001, 200_001 })
        {
            foreach (string part in new[] { "{", "}", "{}", "{margin}", "{a:", "{{{", "{alert.Label(" })
            {
                Assert.IsFalse(TemplateCompiler.Compile(string.Concat(Enumerable.Repeat(part, count)), null).IsCompiled, $"{count} × {part}");
            }
        }
    });

    [TestMethod]
    public void The_largest_admitted_texts_compile_run_and_explain() => OnSmallStack(() =>
    {
        string deep = string.Concat(Enumerable.Repeat("(", 24)) + "signal.Value" + string.Concat(Enumerable.Repeat(" + 1)", 24)) + " > 1";
        string signs = string.Concat(Enumerable.Repeat("- ", 24)) + "signal.Value > 1";
        string choices = string.Concat(Enumerable.Repeat("signal.Value > 1 ? false : ", 24)) + "true";
        string chain = "1 > signal.Value" + string.Concat(Enumerable.Repeat(" || true", 253));
        string sum = "1.0" + string.Concat(Enumerable.Repeat("+1", 253)) + " > signal.Value";
        foreach (string text in new[] { deep, signs, choices, chain, sum })
        {
            CompileResult<Pipeline.Thresholds.CompiledCondition> result = ConditionCompiler.Compile(ConditionSource.Of(text), []);
            Assert.IsTrue(result.IsCompiled, Caret.Under(result.Problems));
            var operands = new Pipeline.Thresholds.RuleOperands { Value = 0.5 };
            Assert.AreEqual(result.Compiled!.StockHolds(operands), result.Compiled.Holds(operands));
            Assert.AreNotEqual(0, result.Compiled.Explain(operands).Count);
        }
        string formula = "a" + string.Concat(Enumerable.Repeat("+a", 255));
        Assert.AreEqual(256.0, FormulaCompiler.Compile(formula, ["a"]).Compiled!.Function([1]));
        string nested = string.Concat(Enumerable.Repeat("Abs(", 24)) + "a" + new string(')', 24);
        Assert.AreEqual(1.0, FormulaCompiler.Compile(nested, ["a"]).Compiled!.Function([-1]));
    });

    [TestMethod]
    public void Parameters_that_double_each_other_cost_one_evaluation_each()
    {
        ScopedParameter[] parameters =
            [new("p0", "signal.Value"), .. Enumerable.Range(1, 60).Select(index => new ScopedParameter($"p{index}", $"p{index - 1} + p{index - 1}"))];
        Pipeline.Thresholds.CompiledCondition condition = ConditionCompiler.Compile(new ConditionSource("r", "p60 > 1", parameters, null, []), []).Compiled!;
        Assert.IsTrue(condition.Holds(new Pipeline.Thresholds.RuleOperands { Value = 1 }));
        Assert.IsTrue(condition.Text.Length <= 2 * 4096);
        Assert.AreEqual("1.152921504606847E+18", condition.Explain(new Pipeline.Thresholds.RuleOperands { Value = 1 })[1].Value);
    }

    [TestMethod]
    public void Nesting_rules_has_its_bounds_too()
    {
        ConditionSource Deep(int depth) => depth == 0 ? ConditionSource.Of("true") : new ConditionSource("r", null, [], "And", [Deep(depth - 1)]);
        Assert.IsTrue(ConditionCompiler.Compile(Deep(8), []).IsCompiled);
        Assert.IsFalse(ConditionCompiler.Compile(Deep(9), []).IsCompiled);
        Assert.IsFalse(ConditionCompiler.Compile(Deep(1000), []).IsCompiled);
        Assert.IsFalse(ConditionCompiler.Compile(new ConditionSource("r", null, [], "Or", [.. Enumerable.Repeat(ConditionSource.Of("true"), 64)]), []).IsCompiled);
        Assert.IsTrue(ConditionCompiler.Compile(new ConditionSource("r", null, [], "Or", [.. Enumerable.Repeat(ConditionSource.Of("true"), 63)]), []).IsCompiled);
    }

    [TestMethod]
    public void A_refusal_names_the_place_of_the_excess()
    {
        Assert.AreEqual(24, ConditionCompiler.Compile(ConditionSource.Of(new string('(', 400)), []).Problems.Single().Offset);
        Assert.AreEqual(4096, ConditionCompiler.Compile(ConditionSource.Of(new string(' ', 5_000)), []).Problems.Single().Offset);
    }

    private static void OnSmallStack(Action test)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                test();
            }
            catch (Exception caught)
            {
                failure = caught;
            }
        }, maxStackSize: 384 * 1024);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new AssertFailedException(failure.Message, failure);
        }
    }
}
