using CsCheck;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Tests.Settings;

[TestClass]
public sealed class SettingTextTests
{
    [TestMethod]
    [DataRow("500ms", 0.5)]
    [DataRow("90s", 90)]
    [DataRow("1h30m", 5400)]
    [DataRow("1.5h", 5400)]
    [DataRow("2w", 1209600)]
    public void Reads_a_span(string text, double seconds)
    {
        Assert.IsTrue(SettingText.TrySpan(text, out TimeSpan span));
        Assert.AreEqual(seconds, span.TotalSeconds);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("5")]
    [DataRow("h")]
    [DataRow("-5m")]
    [DataRow("5 m")]
    [DataRow("1e99d")]
    [DataRow("99999999999w")]
    [DataRow("1.2.3s")]
    public void Refuses_a_span(string text) => Assert.IsFalse(SettingText.TrySpan(text, out _));

    [TestMethod]
    [DataRow("16MiB", 16L << 20)]
    [DataRow("1.5 GB", 1_500_000_000L)]
    [DataRow("4096", 4096L)]
    [DataRow("2kb", 2000L)]
    [DataRow("7B", 7L)]
    public void Reads_a_size(string text, long bytes)
    {
        Assert.IsTrue(SettingText.TryBytes(text, out long read));
        Assert.AreEqual(bytes, read);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("MiB")]
    [DataRow("-1B")]
    [DataRow("9999999TiB")]
    public void Refuses_a_size(string text) => Assert.IsFalse(SettingText.TryBytes(text, out _));

    [TestMethod]
    public void A_span_is_read_back_from_its_text() =>
        Gen.Long[0, 400L * 86_400_000].Select(ms => TimeSpan.FromMilliseconds(ms))
            .Sample(span => SettingText.TrySpan(SettingText.Of(span), out TimeSpan read) && read == span, iter: 500);
}
