using System.Globalization;
using CsCheck;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Tests.Compile;

[TestClass]
public sealed class TemplateTests
{
    private static readonly string[] s_levels = ["warning", "critical"];

    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("", "")]
    [DataRow("{alert.Label(service)} answers {signal.Value:percent} with 5xx (limit {threshold.critical:percent})", "checkout answers 12.3% with 5xx (limit 10.0%)")]
    [DataRow("{alert.Rule} {alert.Name} {alert.Severity} {alert.State} {alert.Reason} {alert.Owner}", "http/HighErrorRatio HighErrorRatio critical firing Sustained web")]
    [DataRow("{signal.Name} {signal.Unit} {signal.Tier}", "http_error_ratio ratio delayed")]
    [DataRow("{signal.Value} {signal.Expected} {signal.Deviation} {signal.Score} {signal.Age} {signal.Coverage}", "0.123457 0.02 10.5 0.9999 75 1")]
    [DataRow("{margin} {margin:percent}", "0.0234568 2.3%")]
    [DataRow("{ signal.value : 2 }", "0.12", DisplayName = "blanks and case do not count")]
    [DataRow("{alert.Label(\"team\")}{alert.label(gone)}", "web-")]
    [DataRow("{{{signal.Value:0}}} {{x}}", "{0} {x}")]
    [DataRow("{threshold.WARNING}", "0.02")]
    [DataRow("{signal.Age:duration}", "1m 15s")]
    public void Renders(string text, string expected)
    {
        CompileResult<TemplateText> result = TemplateCompiler.Compile(text, s_levels);
        Assert.IsTrue(result.IsCompiled, Caret.Under(result.Problems));
        Assert.AreEqual(expected, result.Compiled!.Render(AlertSamples.Facts()));
        Assert.AreEqual(text, result.Compiled.Text);
    }

    [TestMethod]
    [DataRow("", 0.0, "0")]
    [DataRow("", -0.0, "0")]
    [DataRow("", 1234567.8, "1234568")]
    [DataRow("", 123.456789, "123.457")]
    [DataRow("", 999999.9, "1000000")]
    [DataRow("", -0.000123456789, "-0.000123457")]
    [DataRow("", 0.0000001234, "1.234E-7")]
    [DataRow("", 1e20, "1E+20")]
    [DataRow("", 100.0, "100")]
    [DataRow("", double.NaN, "-")]
    [DataRow("", double.PositiveInfinity, "∞")]
    [DataRow("percent", double.NegativeInfinity, "-∞")]
    [DataRow("0", 2.6, "3")]
    [DataRow("3", -0.0001, "0.000")]
    [DataRow("6", 1.0, "1.000000")]
    [DataRow("percent", 0.00512, "0.5%")]
    [DataRow("percent", 1.0, "100.0%")]
    [DataRow("bytes", 0.0, "0 B")]
    [DataRow("bytes", 1023.0, "1023 B")]
    [DataRow("bytes", 1024.0, "1 KiB")]
    [DataRow("bytes", 1536.0, "1.5 KiB")]
    [DataRow("bytes", 1048575.0, "1 MiB")]
    [DataRow("bytes", -5368709120.0, "-5 GiB")]
    [DataRow("bytes", 1e300, "8.67362E+281 EiB")]
    [DataRow("si", 1200.0, "1.2k")]
    [DataRow("si", 999.0, "999")]
    [DataRow("si", 999.99, "1k")]
    [DataRow("si", 3400000.0, "3.4M")]
    [DataRow("si", 0.0012, "1.2m")]
    [DataRow("si", 0.0000034, "3.4µ")]
    [DataRow("si", 0.0, "0")]
    [DataRow("si", -2500.0, "-2.5k")]
    [DataRow("duration", 0.0, "0s")]
    [DataRow("duration", 0.25, "250ms")]
    [DataRow("duration", 1.5, "1.5s")]
    [DataRow("duration", 45.0, "45s")]
    [DataRow("duration", 59.7, "1m")]
    [DataRow("duration", 3900.0, "1h 5m")]
    [DataRow("duration", 7200.0, "2h")]
    [DataRow("duration", 183600.0, "2d 3h")]
    [DataRow("duration", 1209600.0, "2w")]
    [DataRow("duration", -90.0, "-1m 30s")]
    [DataRow("duration", 1e18, "1E+18s")]
    public void Formats_numbers(string format, double value, string expected)
    {
        string text = format.Length == 0 ? "{signal.Value}" : $"{{signal.Value:{format}}}";
        Assert.AreEqual(expected, TemplateCompiler.Compile(text, []).Compiled!.Render(AlertSamples.Facts(value)));
    }

    [TestMethod]
    [DataRow("{signal.Valu}",
             " ^^^^^^^^^^^ 'signal.Valu' is not known to a template (did you mean 'signal.Value'?)")]
    [DataRow("{foo}",
             " ^^^ 'foo' is not known to a template (the paths are alert.Rule, alert.Name, alert.Severity, alert.State, alert.Reason, alert.Owner, signal.Name, signal.Unit, signal.Tier, alert.Label(NAME), signal.Value, signal.Expected, signal.Deviation, signal.Score, signal.Age, signal.Coverage, margin, threshold.LEVEL)")]
    [DataRow("{signal.Value:percnt}",
             "              ^^^^^^ 'percnt' is not a format (did you mean 'percent'?)")]
    [DataRow("{signal.Value: 7}",
             "               ^ '7' is not a format (the formats are 0, 1, 2, 3, 4, 5, 6, percent, bytes, duration, si)")]
    [DataRow("{alert.Name:2}",
             "            ^ 'alert.Name' is a text and takes no format (write {alert.Name})")]
    [DataRow("{threshold.criticl}",
             "           ^^^^^^^ 'criticl' is not a level (did you mean 'critical'?)")]
    [DataRow("{threshold.page}",
             "           ^^^^ 'page' is not a level (the levels are warning, critical)")]
    [DataRow("{alert.Label}",
             " ^^^^^^^^^^^ 'alert.Label' is not known to a template (write alert.Label(NAME))")]
    [DataRow("{alert.Label(a b)}",
             "             ^^^ 'a b' is not a label's name (write alert.Label(NAME))")]
    [DataRow("a {} b",
             "  ^^ a place without a path (write {signal.Value}, or {{ for a brace)")]
    [DataRow("a {signal.Value",
             "  ^ this '{' is never closed (close it with }, or write {{ for a brace)")]
    [DataRow("a {signal.Value {margin}",
             "  ^ this '{' is never closed (close it with }, or write {{ for a brace)")]
    [DataRow("50} %",
             "  ^ this '}' closes nothing (write }} for a brace)")]
    [DataRow("{x1} {margin:q}",
             " ^^ 'x1' is not known to a template (the paths are alert.Rule, alert.Name, alert.Severity, alert.State, alert.Reason, alert.Owner, signal.Name, signal.Unit, signal.Tier, alert.Label(NAME), signal.Value, signal.Expected, signal.Deviation, signal.Score, signal.Age, signal.Coverage, margin, threshold.LEVEL)\n             ^ 'q' is not a format (the formats are 0, 1, 2, 3, 4, 5, 6, percent, bytes, duration, si)")]
    public void Says_what_is_wrong_and_where(string text, string expected)
    {
        CompileResult<TemplateText> result = TemplateCompiler.Compile(text, s_levels);
        Assert.IsNull(result.Compiled);
        Assert.AreEqual(expected, Caret.Under(result.Problems));
    }

    [TestMethod]
    public void Response_rules_may_name_any_level_and_an_unknown_one_has_no_value() =>
        Assert.AreEqual("0.1 -", TemplateCompiler.Compile("{threshold.critical} {threshold.page}", null).Compiled!.Render(AlertSamples.Facts()));

    [TestMethod]
    public void An_alert_without_levels_has_no_margin() =>
        Assert.AreEqual("-", TemplateCompiler.Compile("{margin}", []).Compiled!.Render(AlertSamples.Facts() with { Levels = new Dictionary<string, double>() }));

    [TestMethod]
    public void Output_is_cut_at_8192_characters_and_never_inside_one()
    {
        string flood = string.Concat(Enumerable.Repeat("💥", 10_000));
        string shown = TemplateCompiler.Compile("{alert.Label(a)} {alert.Label(a)}", null).Compiled!.Render(AlertSamples.Facts(1, ("a", flood)));
        Assert.IsTrue(shown.Length is > 8_180 and <= 8_192);
        Assert.IsTrue(shown.EndsWith("💥…", StringComparison.Ordinal));
    }

    [TestMethod]
    public void No_number_breaks_a_format()
    {
        foreach (string format in new[] { "", ":0", ":6", ":percent", ":bytes", ":duration", ":si" })
        {
            TemplateText template = TemplateCompiler.Compile($"{{signal.Value{format}}}", null).Compiled!;
            Gen.Double.Sample(value => template.Render(AlertSamples.Facts(value)) is { Length: > 0 and < 40 }, iter: 500);
        }
    }

    [TestMethod]
    public void Six_digits_are_right() => Gen.Double[-1e9, 1e9].Sample(value =>
    {
        double shown = double.Parse(TemplateCompiler.Compile("{signal.Value}", null).Compiled!.Render(AlertSamples.Facts(value)), CultureInfo.InvariantCulture);
        return Math.Abs(shown - value) <= Math.Max(0.5, 0) && (Math.Abs(value) > 1e5 || Math.Abs(shown - value) <= Math.Abs(value) * 5.1e-6);
    }, iter: 1_000);
}
