using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Tests.Compile;

[TestClass]
public sealed class AlertConditionTests
{
    [TestMethod]
    [DataRow("alert.Severity == \"critical\" && alert.Label(\"team\") == \"web\"", true)]
    [DataRow("alert.Severity == \"Critical\"", false, DisplayName = "case counts in values")]
    [DataRow("ALERT.severity == \"critical\"", true, DisplayName = "and not in names")]
    [DataRow("alert.Severity != \"warning\"", true)]
    [DataRow("\"critical\" == alert.Severity", true)]
    [DataRow("alert.Name == alert.Severity", false)]
    [DataRow("alert.Rule.StartsWith(\"http/\")", true)]
    [DataRow("alert.Rule.StartsWith(\"HTTP/\")", false)]
    [DataRow("alert.Rule.EndsWith(\"Ratio\") && alert.Name.Contains(\"Error\")", true)]
    [DataRow("alert.label(\"service\").startswith(\"check\")", true)]
    [DataRow("alert.Label(\"missing\") == \"\"", true)]
    [DataRow("alert.Label(\"missing\") == alert.Label(\"gone\")", true)]
    [DataRow("alert.Label(\"quoted\") == \"a\\\"b\\\\c\"", true, DisplayName = "quotes and backslashes")]
    [DataRow("alert.State == \"firing\" || alert.State == \"resolved\"", true)]
    [DataRow("alert.Reason == \"Sustained\" && alert.Owner == \"web\"", true)]
    [DataRow("alert.IsDefault", false)]
    [DataRow("!alert.IsDefault", true)]
    [DataRow("alert.IsDefault == false", true)]
    [DataRow("alert.Value > 0.1 && alert.Score >= 0.9", true)]
    [DataRow("alert.Value * 100 > 50", false)]
    [DataRow("alert.Value > 1 ? alert.Name == \"x\" : alert.Name.Contains(\"High\")", true)]
    [DataRow("alert.Label(\"team\").Contains(alert.Owner)", true)]
    [DataRow("true", true)]
    public void Judges_an_alert(string expression, bool expected)
    {
        CompileResult<Func<AlertFacts, bool>> result = AlertConditionCompiler.Compile(ConditionSource.Of(expression));
        Assert.IsTrue(result.IsCompiled, Caret.Under(result.Problems));
        Assert.AreEqual(expected, result.Compiled!(AlertSamples.Facts(0.12345678, ("service", "checkout"), ("team", "web"), ("quoted", "a\"b\\c"))));
    }

    [TestMethod]
    public void Takes_parameters_and_nested_rules()
    {
        var source = new ConditionSource("r", null, [new("team", "alert.Label(\"team\")"), new("urgent", "alert.Severity == \"critical\"")], "And",
            [ConditionSource.Of("team == \"web\""), ConditionSource.Of("urgent")]);
        Assert.IsTrue(AlertConditionCompiler.Compile(source).Compiled!(AlertSamples.Facts()));
        Assert.IsFalse(AlertConditionCompiler.Compile(source).Compiled!(AlertSamples.Facts() with { Severity = "warning" }));
    }

    [TestMethod]
    [DataRow("alert.Severty == \"x\"",
             "      ^^^^^^^ 'alert' has no 'Severty' (did you mean 'Severity'?)")]
    [DataRow("alert.Team == \"x\"",
             "      ^^^^ 'alert' has no 'Team' (it has Rule, Name, Severity, State, Reason, Owner, IsDefault, Value, Score, Label)")]
    [DataRow("alert.Name.StartWith(\"x\")",
             "           ^^^^^^^^^ 'StartWith' may not be used in a rule (did you mean 'StartsWith'?)")]
    [DataRow("alert.Name.StartsWith == \"x\"",
             "           ^^^^^^^^^^ 'StartsWith' is a function (write StartsWith(\"…\"))")]
    [DataRow("alert.Name.Contains(\"a\", \"b\")",
             "           ^^^^^^^^ 'Contains' takes 1 argument, here are 2")]
    [DataRow("alert.Label(team) == \"x\"",
             "      ^^^^^ 'Label' takes the label's name as a text (write alert.Label(\"NAME\"))\n            ^^^^ 'team' is not known to a rule (a rule may use alert, Math, true, false)")]
    [DataRow("alert.Name == 5",
             "^^^^^^^^^^^^^^^ a text cannot be compared with a number")]
    [DataRow("alert.Name + \"x\" == \"y\"",
             "           ^ '+' cannot join texts (compare each with == or use StartsWith, EndsWith, Contains)")]
    [DataRow("alert.Name >= \"y\"",
             "           ^^ '>=' cannot order texts (compare them with == or !=)")]
    [DataRow("alert.Name",
             "^^^^^^^^^^ the expression is a value; a rule needs a condition (compare it, for example … > threshold.warning)")]
    [DataRow("alert.Name && true",
             "           ^^ '&&' cannot stand between a text and a condition")]
    [DataRow("alert.Name == 'x'",
             "              ^ ''' has no place here (texts stand in double quotes)")]
    [DataRow("alert.Name == \"x",
             "              ^ this text is never closed (add the closing '\"')")]
    [DataRow("alert.Name == \"\\d\"",
             "               ^ a backslash stands before '\"' or '\\' only (write \\\\ for a backslash)")]
    [DataRow("alert.Name == \"a\"\"b\"",
             "                 ^ a quote directly after a text (write \\\" for a quote inside a text)")]
    [DataRow("alert.Name == \"a\tb\"",
             "                ^ a text may not hold control characters")]
    public void Says_what_is_wrong_and_where(string expression, string expected)
    {
        Assert.AreEqual(expected, Caret.Under(AlertConditionCompiler.Compile(ConditionSource.Of(expression)).Problems));
        Assert.AreEqual(expected, Caret.Under(AlertConditionCompiler.Check(ConditionSource.Of(expression))));
    }
}
