using System.Globalization;
using CsCheck;
using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Tests.Compile;

[TestClass]
public sealed class FormulaTests
{
    private static readonly string[] s_inputs = ["a", "b", "c"];

    /// <summary>a = 7, b = 2, c = −0.5.</summary>
    [TestMethod]
    [DataRow("a + b * 2", "11")]
    [DataRow("(a + b) * 2", "18")]
    [DataRow("a - b - 1", "4")]
    [DataRow("a / b", "3.5")]
    [DataRow("7 / 2", "3.5", DisplayName = "whole numbers divide as doubles")]
    [DataRow("1/0", "Infinity")]
    [DataRow("-1/0", "-Infinity")]
    [DataRow("0/0", "NaN")]
    [DataRow("5 % 0", "NaN", DisplayName = "where NCalc would throw")]
    [DataRow("7 % 4 + a % b", "4")]
    [DataRow("9223372036854775807 + 1", "9.223372036854776E+18", DisplayName = "where NCalc would wrap")]
    [DataRow("2147483647 + 1", "2147483648")]
    [DataRow("2147483647 * 2147483647", "4.6116860141324206E+18")]
    [DataRow(".5 + 1e+2 + 1E-1", "100.6")]
    [DataRow("-a * -b", "14")]
    [DataRow("-(-a)", "7")]
    [DataRow("a - -b", "9")]
    [DataRow("Abs(c) + ABS(c) + abs(c)", "1.5", DisplayName = "functions in any case")]
    [DataRow("Ceiling(3.2) + Floor(3.8) + Truncate(-3.8)", "4")]
    [DataRow("Exp(0) + Ln(Exp(2)) + Log(8, 2) + Log10(1000)", "9")]
    [DataRow("Max(a, b) - Min(a, b)", "5")]
    [DataRow("max(1, a, b, 3)", "7")]
    [DataRow("Pow(b, 10) + Sqrt(16)", "1028")]
    [DataRow("Round(2.5, 0) + Round(3.5)", "6", DisplayName = "rounds to even at the middle")]
    [DataRow("Round(3.14159, 2)", "3.14")]
    [DataRow("Round(3.14159, a + 20)", "NaN")]
    [DataRow("Round(3.14159, b / 4)", "NaN")]
    [DataRow("Sign(c) + Sign(0) + Sign(b)", "0")]
    [DataRow("Sign(0/0)", "NaN", DisplayName = "where Math.Sign would throw")]
    [DataRow("Sqrt(c)", "NaN")]
    [DataRow("Ln(0)", "-Infinity")]
    [DataRow("clamp(a, 0, 5) + clamp(c, 0, 5) + clamp(b, 0, 5)", "7")]
    [DataRow("clamp(a, b, c)", "NaN", DisplayName = "no range, no value")]
    [DataRow("if(a > b, 1, 2)", "1")]
    [DataRow("IF(a < b, 1, IF(c < 0, 3, 4))", "3")]
    [DataRow("a > b ? a : b", "7")]
    [DataRow("a > b ? (c > 0 ? 1 : 2) : 3", "2")]
    [DataRow("if(in(b, 1, 2, 3), 10, 20)", "10")]
    [DataRow("if(a > 0 and b > 0 or c > 0, 1, 0)", "1")]
    [DataRow("if(a > 0 && !(b > 5) || false, 1, 0)", "1")]
    [DataRow("if(not (a = 7), 1, 0)", "0")]
    [DataRow("if(a <> 7, 1, if(a != 7, 2, if(a == 7, 3, 4)))", "3")]
    [DataRow("if((a > 1) = (b > 1), 1, 0)", "1")]
    [DataRow("if(a >= 7 and b <= 2, 1, 0)", "1")]
    [DataRow("if(b > 0, a / b, 0)", "3.5")]
    [DataRow("a\n  + b", "9")]
    [DataRow("42", "42")]
    [DataRow("0.1 + 0.2", "0.30000000000000004")]
    public void Computes_in_doubles(string formula, string expected)
    {
        CompileResult<CompiledFormula> result = FormulaCompiler.Compile(formula, s_inputs);
        Assert.IsTrue(result.IsCompiled, Caret.Under(result.Problems));
        Assert.AreEqual(expected, result.Compiled!.Function([7, 2, -0.5]).ToString("R", CultureInfo.InvariantCulture));
        Assert.AreEqual(expected, result.Compiled.Explain([7, 2, -0.5])[0].Value);
    }

    [TestMethod]
    [DataRow("a + d",
             "    ^ 'd' is not an input of this signal (the inputs are a, b, c)")]
    [DataRow("a + requests",
             "    ^^^^^^^^ 'requests' is not an input of this signal (the inputs are a, b, c)")]
    [DataRow("A + 1",
             "^ 'A' is not an input of this signal (did you mean 'a'?)")]
    [DataRow("max + 1",
             "^^^ 'max' is not an input of this signal (it is a function: max(…))")]
    [DataRow("a + sqr(b)",
             "    ^^^ 'sqr' is not a function (did you mean 'Sqrt'?)")]
    [DataRow("a + avg_over_time(b)",
             "    ^^^^^^^^^^^^^ 'avg_over_time' is not a function (the functions are Abs, Ceiling, Exp, Floor, Ln, Log, Log10, Max, Min, Pow, Round, Sign, Sqrt, Truncate, clamp, if, in)")]
    [DataRow("Log(a)",
             "^^^ 'Log' takes 2 arguments, here are 1")]
    [DataRow("Abs()",
             "^^^ 'Abs' takes 1 argument, here are 0")]
    [DataRow("Max(a)",
             "^^^ 'Max' takes 2 to 16 arguments, here are 1")]
    [DataRow("a > b",
             "^^^^^ a formula must be a number, this is a condition (wrap it: if(…, 1, 0))")]
    [DataRow("true",
             "^^^^ a formula must be a number, this is a condition (wrap it: if(…, 1, 0))")]
    [DataRow("a + (b > 1)",
             "     ^^^^^ '+' needs a number, 'b > 1' is a condition (wrap it: if(…, 1, 0))")]
    [DataRow("1 < a < 5",
             "^^^^^ '<' needs a number, '1 < a' is a condition (wrap it: if(…, 1, 0))")]
    [DataRow("if(a, 1, 0)",
             "   ^ 'if' needs a condition, 'a' is a number (compare it: a > 0)")]
    [DataRow("a ? 1 : 0",
             "^ '?' needs a condition, 'a' is a number (compare it: a > 0)")]
    [DataRow("if(a and b > 1, 1, 0)",
             "   ^ 'and' needs a condition, 'a' is a number (compare it: a > 0)")]
    [DataRow("if(not a, 1, 0)",
             "       ^ 'not' needs a condition, 'a' is a number (compare it: a > 0)")]
    [DataRow("if(a > 1, 1, b > 1)",
             "             ^^^^^ one outcome is a number, the other a condition (make both numbers: if(…, 1, 0))")]
    [DataRow("Abs(a > 1)",
             "    ^^^^^ 'Abs' needs a number, 'a > 1' is a condition (wrap it: if(…, 1, 0))")]
    [DataRow("Round(a, 16)",
             "         ^^ 'Round' takes 0 to 15 digits, a whole number")]
    [DataRow("Round(a, 1.5)",
             "         ^^^ 'Round' takes 0 to 15 digits, a whole number")]
    [DataRow("clamp(a, 5, 1)",
             "         ^ the lower bound 5 is above the upper bound 1 (write clamp(x, lowest, highest))")]
    [DataRow("- -a",
             "  ^ '-' directly after '-' (write -(-…))")]
    [DataRow("a > b ? 1 : c > 0 ? 2 : 3",
             "                  ^ a ?: inside another needs parentheses (write a ? b : (c ? d : e))")]
    [DataRow("a AND b",
             "  ^^^ an operator is missing before 'AND' (write and)")]
    [DataRow("a b",
             "  ^ an operator is missing before 'b'")]
    [DataRow("a in (1, 2)",
             "  ^^ an operator is missing before 'in'")]
    [DataRow("a ^ 2",
             "  ^ '^' has no place here (write Pow(x, y))")]
    [DataRow("a ** 2",
             "  ^^ '**' has no place here (write Pow(x, y))")]
    [DataRow("a + 'x'",
             "    ^ ''' has no place here (formulas compute with numbers only)")]
    [DataRow("[a]",
             "^ '[' has no place here (write an input's name without brackets)")]
    [DataRow("a.b",
             " ^ '.' has no place here (an input is a plain name, a decimal needs a digit after the point)")]
    [DataRow("1.",
             "^^ a digit is missing after the point (write 1.0)")]
    [DataRow("1_000",
             "^^^^^ '1_000' is not a number (numbers have no suffix and no digit groups: 1500, 0.25 or 1.5e3)")]
    [DataRow("92233720368547758079",
             "^^^^^^^^^^^^^^^^^^^^ 92233720368547758079 is too large for a whole number (write 92233720368547758079.0)")]
    [DataRow("max(a,, b)",
             "      ^ a value is missing before ','")]
    [DataRow("max(a, b",
             "   ^ this '(' is never closed (add the closing ')')")]
    [DataRow("a +",
             "   ^ the expression ends where a value is expected, after '+'")]
    [DataRow("a + + b",
             "    ^ a value is missing before '+' (a number needs no plus sign)")]
    [DataRow("d / e",
             "^ 'd' is not an input of this signal (the inputs are a, b, c)\n    ^ 'e' is not an input of this signal (the inputs are a, b, c)")]
    public void Says_what_is_wrong_and_where(string formula, string expected)
    {
        CompileResult<CompiledFormula> result = FormulaCompiler.Compile(formula, s_inputs);
        Assert.IsNull(result.Compiled);
        Assert.AreEqual(expected, Caret.Under(result.Problems));
        Assert.AreEqual(expected, Caret.Under(FormulaCompiler.Check(formula, s_inputs)));
    }

    [TestMethod]
    [DataRow("and")]
    [DataRow("true")]
    [DataRow("a-b")]
    [DataRow("1a")]
    [DataRow("")]
    [DataRow("größe")]
    public void Refuses_inputs_that_a_formula_could_not_say(string input)
    {
        Assert.IsFalse(FormulaCompiler.IsInputName(input));
        Assert.AreEqual($"'{input}' cannot be an input's name", FormulaCompiler.Compile("1", [input]).Problems.Single().Message);
    }

    [TestMethod]
    public void Takes_inputs_named_like_functions() =>
        Assert.AreEqual(5.0, FormulaCompiler.Compile("max(max, if) + in", ["max", "if", "in"]).Compiled!.Function([1, 2, 3]));

    [TestMethod]
    public void Says_which_inputs_it_reads()
    {
        CollectionAssert.AreEqual(new[] { 0, 2 }, FormulaCompiler.Compile("if(c > 0, a, c)", s_inputs).Compiled!.Reads.ToArray());
        Assert.AreEqual(0, FormulaCompiler.Compile("1 + 2", s_inputs).Compiled!.Reads.Count);
    }

    [TestMethod]
    public void Explains_what_it_computes_on_generated_formulas()
    {
        Gen<string> Number(int depth) => depth == 0
            ? Gen.OneOf("a", "b", "c", "1", "0", "2.5", "1e300", "9223372036854775807")
            : Gen.Frequency(
                (3, Number(0)),
                (4, Gen.Select(Number(depth - 1), Gen.OneOf("+", "-", "*", "/", "%"), Number(depth - 1)).Select((left, op, right) => $"({left} {op} {right})")),
                (2, Gen.Select(Gen.OneOf("Abs", "Sqrt", "Ln", "Sign", "Floor", "Round", "Exp"), Number(depth - 1)).Select((name, one) => $"{name}({one})")),
                (2, Gen.Select(Gen.OneOf("Max", "Min", "Pow", "Log", "Round"), Number(depth - 1), Number(depth - 1)).Select((name, one, two) => $"{name}({one}, {two})")),
                (1, Gen.Select(Number(depth - 1), Number(depth - 1), Number(depth - 1)).Select((one, two, three) => $"if({one} > {two} or {two} = {three}, {one}, {three})")),
                (1, Gen.Select(Number(depth - 1), Number(depth - 1), Number(depth - 1)).Select((one, two, three) => $"clamp({one}, {two}, {three})")));

        int compiled = 0;
        Gen.Select(Number(4), Gen.OneOf(0.0, -0.0, 1, -2.5, 7, 1e308, -1e-308, double.MaxValue).Array[3]).Sample((formula, operands) =>
        {
            if (FormulaCompiler.Compile(formula, s_inputs).Compiled is not { } one)
            {
                return;
            }
            compiled++;
            string computed = one.Function(operands).ToString("R", CultureInfo.InvariantCulture);
            Assert.AreEqual(computed, one.Explain(operands)[0].Value, formula);
        }, iter: 400, threads: 1);
        Assert.IsTrue(compiled > 280, $"{compiled}");
    }
}
