using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Tests.Compile;

[TestClass]
public sealed class ConditionProblemTests
{
    [TestMethod]
    [DataRow("signal.Valu > 1",
             "       ^^^^ 'signal' has no 'Valu' (did you mean 'Value'?)")]
    [DataRow("signal.Value > threshold.criticl",
             "                         ^^^^^^^ 'threshold' has no 'criticl' (did you mean 'critical'?)")]
    [DataRow("signal.Spread > 1",
             "       ^^^^^^ 'signal' has no 'Spread' (write baseline.Spread)")]
    [DataRow("signal.Bytes > 1",
             "       ^^^^^ 'signal' has no 'Bytes' (it has Value, Expected, Deviation, Score, Age, Coverage, Tier)")]
    [DataRow("signl.Value > 1",
             "^^^^^ 'signl' is not known to a rule (did you mean 'signal'?)")]
    [DataRow("margin > 1",
             "^^^^^^ 'margin' is not known to a rule (a rule may use signal, baseline, threshold, Math, true, false)")]
    [DataRow("math.Abs(signal.Value) > 1",
             "^^^^ 'math' is not known to a rule (did you mean 'Math'?)")]
    [DataRow("Math.Truncate(signal.Value) > 1",
             "     ^^^^^^^^ 'Math.Truncate' may not be used in a rule (a rule may call Abs, Ceiling, Floor, Log, Max, Min, Pow, Round, Sqrt)")]
    [DataRow("Math.Celing(signal.Value) > 1",
             "     ^^^^^^ 'Math.Celing' may not be used in a rule (did you mean 'Ceiling'?)")]
    [DataRow("Math.PI > 1",
             "     ^^ 'Math.PI' may not be used in a rule (a rule may call Abs, Ceiling, Floor, Log, Max, Min, Pow, Round, Sqrt)")]
    [DataRow("Math.Max(signal.Value) > 1",
             "     ^^^ 'Math.Max' takes 2 arguments, here are 1")]
    [DataRow("Math.Abs(signal.Value, 2) > 1",
             "     ^^^ 'Math.Abs' takes 1 argument, here are 2")]
    [DataRow("Math.Round() > 1",
             "     ^^^^^ 'Math.Round' takes 1 or 2 arguments, here are 0")]
    [DataRow("Math.Round(signal.Value, 1.5) > 1",
             "     ^^^^^ 'Round' does not take these arguments (its digits are a whole number from 0 to 15)")]
    [DataRow("Math.Round(signal.Value, 16) > 1",
             "                         ^^ Math.Round takes 0 to 15 digits")]
    [DataRow("Math.Floor(5) > signal.Value",
             "     ^^^^^ 'Floor' of a whole number is ambiguous to the engine (write the number with a point: 5.0)")]
    [DataRow("Math.Abs > 1",
             "     ^^^ 'Math.Abs' is a function (write Math.Abs(…))")]
    [DataRow("Math > 1",
             "^^^^ 'Math' alone is not a value (write one of its functions, such as Math.Abs(x))")]
    [DataRow("signal > 1",
             "^^^^^^ 'signal' alone is not a value (write one of its members, such as signal.Value)")]
    [DataRow("signal.Value() > 1",
             "       ^^^^^ 'signal.Value' is a value, not a function (remove the parentheses)")]
    [DataRow("signal.Value > 1/2",
             "               ^^^ '1/2' divides whole numbers, which drops the fraction (write 1.0 / 2)")]
    [DataRow("signal.Value > 5 % 3",
             "               ^^^^^ '5 % 3' divides whole numbers, which drops the fraction (write 5.0 % 3)")]
    [DataRow("signal.Value > (signal.Tier > 0 ? 1 : 2) / 2",
             "               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ '(signal.Tier > 0 ? 1 : 2) / 2' divides whole numbers, which drops the fraction (write one of the whole numbers with a point, as in 1.0/2)")]
    [DataRow("signal.Value > 2147483647 + 1",
             "               ^^^^^^^^^^^^^^ '2147483647 + 1' may overflow whole numbers (write one of the numbers with a point: 5.0)")]
    [DataRow("signal.Value > 65536 * (65536)",
             "               ^^^^^^^^^^^^^^^ '65536 * (65536)' may overflow whole numbers (write one of the numbers with a point: 5.0)")]
    [DataRow("signal.Value > 3000000000 + 1",
             "               ^^^^^^^^^^ 3000000000 is too large to compute with as a whole number (write 3000000000.0)")]
    [DataRow("signal.Value > 99999999999999999999",
             "               ^^^^^^^^^^^^^^^^^^^^ 99999999999999999999 is too large for a whole number (write 99999999999999999999.0)")]
    [DataRow("signal.Value > 1e400",
             "               ^^^^^ 1e400 is beyond what a double holds (the largest is about 1.8e308)")]
    [DataRow("signal.Value > 1.5f",
             "               ^^^^ '1.5f' is not a number (numbers have no suffix and no digit groups: 1500, 0.25 or 1.5e3)")]
    [DataRow("signal.Value > 0x10",
             "               ^^^^ '0x10' is not a number (numbers have no suffix and no digit groups: 1500, 0.25 or 1.5e3)")]
    [DataRow("signal.Value > 1. ",
             "               ^^ a digit is missing after the point (write 1.0)")]
    [DataRow("signal.Value > .5",
             "               ^ a value is missing before '.'")]
    [DataRow("signal.Value",
             "^^^^^^^^^^^^ the expression is a value; a rule needs a condition (compare it, for example … > threshold.warning)")]
    [DataRow("0 < signal.Value < 1",
             "                 ^ '<' cannot stand between a condition and a number")]
    [DataRow("signal.Value > true",
             "             ^ '>' cannot stand between a number and a condition")]
    [DataRow("signal.Value && true",
             "             ^^ '&&' cannot stand between a number and a condition")]
    [DataRow("!signal.Value",
             "^ '!' cannot stand before a number")]
    [DataRow("signal.Value = 1",
             "             ^ '=' has no place here (write ==)")]
    [DataRow("signal.Value <> 1",
             "             ^^ '<>' has no place here (write !=)")]
    [DataRow("signal.Value > 1 and true",
             "                 ^^^ an operator is missing before 'and' (write &&)")]
    [DataRow("not (signal.Value > 1)",
             "^^^ 'not' is not known to a rule (write !)")]
    [DataRow("signal.Value > ",
             "              ^ the expression ends where a value is expected, after '>'")]
    [DataRow("(signal.Value > 1",
             "^ this '(' is never closed (add the closing ')')")]
    [DataRow("signal.Value > 1)",
             "                ^ this ')' closes nothing")]
    [DataRow("signal.Value > > 1",
             "               ^ a value is missing before '>'")]
    [DataRow("signal.Value > +1",
             "               ^ a value is missing before '+' (a number needs no plus sign)")]
    [DataRow("signal.Value 1",
             "             ^ an operator is missing before '1'")]
    [DataRow("signal.Value > 1,5",
             "                ^ ',' outside a call (a decimal is written with a point: 1.5)")]
    [DataRow("true ? signal.Value > 1",
             "     ^ this '?' has no ':' (write condition ? value : otherwise)")]
    [DataRow("signal.Value > 1 : 2",
             "                 ^ ':' without a '?' before it")]
    [DataRow("signal. > 1",
             "      ^ a name is missing after '.'")]
    [DataRow("5.Value > 1",
             "^^ a digit is missing after the point (write 5.0)")]
    [DataRow("signal.Value > 1 ü",
             "                 ^ the character 'ü' (U+00FC) has no place in an expression (names are ASCII letters, digits and _)")]
    [DataRow("signal.Value > 💥",
             "               ^^ the character '💥' (U+1F4A5) has no place in an expression (names are ASCII letters, digits and _)")]
    [DataRow("signal.Value > 1 && signal.Valu > 2 && baseline.Spred > 1",
             "                           ^^^^ 'signal' has no 'Valu' (did you mean 'Value'?)\n                                                ^^^^^ 'baseline' has no 'Spred' (did you mean 'Spread'?)")]
    [DataRow("", "^ the expression is empty")]
    [DataRow(" \n ", "^ the expression is empty")]
    public void Says_what_is_wrong_and_where(string expression, string expected) => Assert.AreEqual(expected, Problems(expression));

    [TestMethod]
    public void Says_that_a_signal_has_no_levels() => Assert.AreEqual(
        "                         ^^^^^^^ 'threshold' has no 'warning' (the rule's signal has no levels: declare them under \"levels\")",
        Caret.Under(ConditionCompiler.Compile(ConditionSource.Of("signal.Value > threshold.warning"), []).Problems));

    [TestMethod]
    [DataRow("Warning", "two levels are named 'Warning': upper and lower case are the same in a rule")]
    [DataRow("p99.9", "'p99.9' is not a level's name")]
    [DataRow("", "'' is not a level's name")]
    public void Refuses_level_names_that_a_rule_could_not_say(string level, string message) => Assert.AreEqual(
        message, ConditionCompiler.Compile(ConditionSource.Of("signal.Value > 1"), ["warning", level]).Problems.Single().Message);

    [TestMethod]
    [DataRow("new")]
    [DataRow("it")]
    [DataRow("GetType")]
    [DataRow("Equals")]
    [DataRow("true")]
    [DataRow("Value")]
    public void Takes_a_level_by_any_identifier(string level)
    {
        CompiledCondition condition = ConditionCompiler.Compile(ConditionSource.Of($"signal.Value > threshold.{level}"), [level]).Compiled!;
        Assert.IsTrue(condition.Holds(new RuleOperands { Value = 2, Levels = [1] }));
        Assert.IsTrue(condition.StockHolds(new RuleOperands { Value = 2, Levels = [1] }));
    }

    [TestMethod]
    public void Places_a_problem_in_the_parameter_or_nested_rule_that_has_it()
    {
        var inner = new ConditionSource("b", "p > signal.Valu", [new ScopedParameter("p", "1.0 +")], null, []);
        var source = new ConditionSource("rule", null, [new ScopedParameter("ok", "signal.Value"), new ScopedParameter("bad", "signal.Foo"), new ScopedParameter("worse", "bad + 1")],
            "And", [ConditionSource.Of("true"), inner]);
        CompileProblem parameter = ConditionCompiler.Compile(source, []).Problems.Single();
        Assert.AreEqual("[] parameter 1 at 7", Place(parameter));

        CompileProblem nested = ConditionCompiler.Compile(source with { Parameters = [] }, []).Problems.Single();
        Assert.AreEqual("[1] parameter 0 at 5", Place(nested));

        CompileProblem expression = ConditionCompiler.Compile(source with { Parameters = [], Nested = [ConditionSource.Of("true"), inner with { Parameters = [new("p", "1.0")] }] }, []).Problems.Single();
        Assert.AreEqual("[1] parameter  at 11", Place(expression));
    }

    [TestMethod]
    [DataRow("p", "p", "the parameter 'p' is declared twice")]
    [DataRow("p", "P", "the parameter 'P' is declared twice")]
    [DataRow("p", "signal", "a parameter cannot be named 'signal', which already means something in a rule")]
    [DataRow("p", "It", "a parameter cannot be named 'It', which already means something in a rule")]
    [DataRow("p", "new", "a parameter cannot be named 'new', which already means something in a rule")]
    [DataRow("p", "a-b", "'a-b' is not a parameter's name")]
    [DataRow("p", "", "'' is not a parameter's name")]
    public void Refuses_parameter_names_that_collide(string first, string second, string message)
    {
        var source = new ConditionSource("rule", "signal.Value > 1", [new(first, "1.0"), new(second, "2.0")], null, []);
        CompileProblem problem = ConditionCompiler.Compile(source, []).Problems.Single();
        Assert.AreEqual(message, problem.Message);
        Assert.AreEqual(1, problem.Parameter);
    }

    [TestMethod]
    [DataRow("Andalso", "'Andalso' is not an operator of nested rules")]
    [DataRow("Xor", "'Xor' is not an operator of nested rules")]
    public void Refuses_operators_that_the_engine_does_not_nest_by(string name, string message) => Assert.AreEqual(
        message, ConditionCompiler.Compile(new ConditionSource("r", null, [], name, [ConditionSource.Of("true")]), []).Problems.Single().Message);

    [TestMethod]
    public void Refuses_rules_of_no_shape()
    {
        Assert.AreEqual("the rule has no expression", Message(new ConditionSource("r", null, [], null, [])));
        Assert.AreEqual("the operator 'And' has no nested rules", Message(new ConditionSource("r", null, [], "And", [])));
        Assert.AreEqual("nested rules need an operator", Message(new ConditionSource("r", "true", [], null, [ConditionSource.Of("true")])));
        Assert.AreEqual("a rule has either an expression or an operator over nested rules", Message(new ConditionSource("r", "true", [], "And", [ConditionSource.Of("true")])));
    }

    private static string Message(ConditionSource source) => ConditionCompiler.Compile(source, []).Problems.Single().Message;

    private static string Place(CompileProblem problem) => $"[{string.Join(',', problem.Nested)}] parameter {problem.Parameter} at {problem.Offset}";

    private static string Problems(string expression)
    {
        CompileResult<CompiledCondition> result = ConditionCompiler.Compile(ConditionSource.Of(expression), ["warning", "critical"]);
        Assert.IsNull(result.Compiled);
        Assert.AreEqual(Caret.Under(result.Problems), Caret.Under(ConditionCompiler.Check(ConditionSource.Of(expression), ["warning", "critical"])));
        return Caret.Under(result.Problems);
    }
}
