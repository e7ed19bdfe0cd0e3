using System.Globalization;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Testing;

namespace RulesPlatform.Rules.Tests.Testing;

[TestClass]
public sealed class NotationTests
{
    [TestMethod]
    [DataRow("5", "5")]
    [DataRow("5x3", "5 5 5")]
    [DataRow("0+10x3", "0 10 20")]
    [DataRow("9-1.5x3", "9 7.5 6")]
    [DataRow("-3-1x2", "-3 -4")]
    [DataRow("1e3+1e-1x2", "1000 1000.1")]
    [DataRow("1e-3+1x2", "0.001 1.001")]
    [DataRow("5+-1x2", "5 4", DisplayName = "a step may carry a sign of its own")]
    [DataRow("_ 1 _x2", "_ 1 _ _")]
    [DataRow("1  2", "1 2", DisplayName = "more blanks are one")]
    [DataRow("1 stale", "1 stale")]
    [DataRow("nan inf -inf 0", "NaN Infinity -Infinity 0")]
    public void Values_are_written_short(string text, string expected)
    {
        Assert.IsNull(SeriesNotation.Read(text, out IReadOnlyList<double?> values));

        Assert.AreEqual(expected, string.Join(' ', values.Select(value => value is null ? "_" : Staleness.IsMarker(value.Value) ? "stale" : value.Value.ToString(CultureInfo.InvariantCulture))));
    }

    [TestMethod]
    [DataRow("1 2y 3", "2y")]
    [DataRow("1x", "1x")]
    [DataRow("1x0", "1x0")]
    [DataRow("1x-2", "1x-2")]
    [DataRow("1+x3", "1+x3")]
    [DataRow("x3", "x3")]
    [DataRow("1x2000000", "1x2000000")]
    [DataRow("1,5", "1,5")]
    public void What_is_no_value_is_pointed_at(string text, string pointed)
    {
        Flaw flaw = SeriesNotation.Read(text, out _)!;

        Assert.AreEqual(pointed, text.Substring(flaw.Offset, flaw.Length));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("  ")]
    public void No_values_are_a_flaw(string text) => Assert.IsNotNull(SeriesNotation.Read(text, out _));

    [TestMethod]
    [DataRow(".x4 Px4 F", ".x4 Px4 F")]
    [DataRow(". . P", ".x2 P")]
    [DataRow("R", "R")]
    public void States_are_written_short(string text, string expected)
    {
        Assert.IsNull(StateNotation.Read(text, out IReadOnlyList<AlertState> states));
        Assert.AreEqual(expected, StateNotation.Write(states));
    }

    [TestMethod]
    [DataRow(".. P", "..")]
    [DataRow("Px", "Px")]
    [DataRow("Px0", "Px0")]
    [DataRow("F Q", "Q")]
    public void What_is_no_state_is_pointed_at(string text, string pointed)
    {
        Flaw flaw = StateNotation.Read(text, out _)!;

        Assert.AreEqual(pointed, text.Substring(flaw.Offset, flaw.Length));
    }

    [TestMethod]
    [DataRow("up", "up")]
    [DataRow("up{}", "up")]
    [DataRow("up{b=\"2\",a=\"1\"}", "up{a=\"1\",b=\"2\"}")]
    [DataRow("up{a=\"x,y={}\", b=\"q\\\"\\\\\"}", "up{a=\"x,y={}\",b=\"q\\\"\\\\\"}")]
    public void Series_are_written_as_people_do(string text, string expected)
    {
        Assert.IsNull(SeriesKeyText.Read(text, out SeriesKey key));
        Assert.AreEqual(expected, key.ToString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("up{a=1}")]
    [DataRow("up{a=\"1\"")]
    [DataRow("9up")]
    [DataRow("up{a=\"1\"}x")]
    public void What_is_no_series_is_refused(string text) => Assert.IsNotNull(SeriesKeyText.Read(text, out _));
}
