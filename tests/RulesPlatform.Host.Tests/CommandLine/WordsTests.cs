using RulesPlatform.Host.Api.Pages;

namespace RulesPlatform.Host.Tests.CommandLine;

[TestClass]
public sealed class WordsTests
{
    [TestMethod]
    [DataRow(0.1234567, "ratio", "12.35 %")]
    [DataRow(95.25, "percent", "95.25 %")]
    [DataRow(1536.0, "bytes", "1.5 KiB")]
    [DataRow(-3221225472.0, "bytes", "-3 GiB")]
    [DataRow(0.0123, "seconds", "12.3 ms")]
    [DataRow(0.0000021, "seconds", "2.1 µs")]
    [DataRow(95.0, "seconds", "95 s")]
    [DataRow(7384.0, "seconds", "2h 3m")]
    [DataRow(12.5, "per_second", "12.5/s")]
    [DataRow(1234567.0, "count", "1234567")]
    [DataRow(3.0, "jobs", "3 jobs")]
    [DataRow(0.0, "", "0")]
    public void Says_a_quantity_in_its_unit(double value, string unit, string expected) => Assert.AreEqual(expected, Words.Quantity(value, unit));

    [TestMethod]
    [DataRow(0, "0s")]
    [DataRow(59, "59s")]
    [DataRow(255, "4m 15s")]
    [DataRow(3600, "1h")]
    [DataRow(183_845, "2d 3h")]
    public void Says_a_span_by_its_two_largest_units(int seconds, string expected) => Assert.AreEqual(expected, Words.Span(TimeSpan.FromSeconds(seconds)));

    [TestMethod]
    public void Says_nothing_of_what_is_not_there() => Assert.AreEqual("–", Words.Quantity(null, "ratio"));
}
