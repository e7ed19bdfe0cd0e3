using CsCheck;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Tests.Schema;

[TestClass]
public sealed class SmallValues
{
    [TestMethod]
    [DataRow("500ms", 500)]
    [DataRow("15s", 15_000)]
    [DataRow("2m", 120_000)]
    [DataRow("1h30m", 5_400_000)]
    [DataRow("14d", 1_209_600_000)]
    [DataRow("1w", 604_800_000)]
    [DataRow("1w1d1h1m1s1ms", 694_861_001)]
    [DataRow("0s", 0)]
    public void Durations_are_read(string text, long milliseconds)
    {
        Assert.IsNull(DurationText.Read(text, out TimeSpan duration));
        Assert.AreEqual(milliseconds, (long)duration.TotalMilliseconds);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("15")]
    [DataRow("s")]
    [DataRow("15 s")]
    [DataRow("-15s")]
    [DataRow("1s1s")]
    [DataRow("1s1m")]
    [DataRow("15S")]
    [DataRow("1.5s")]
    [DataRow("٣s")]
    [DataRow("99999999999999999999999w")]
    public void Durations_are_refused(string text) => Assert.IsNotNull(DurationText.Read(text, out _));

    [TestMethod]
    public void Durations_are_written_as_they_are_read() => Gen.Long[0, 300_000_000_000].Sample(milliseconds =>
    {
        TimeSpan duration = TimeSpan.FromMilliseconds(milliseconds);
        return DurationText.Read(DurationText.Write(duration), out TimeSpan again) is null && again == duration;
    });

    [TestMethod]
    [DataRow("0 0/5 * * * ?", true)]
    [DataRow("0 0 6 ? * MON-FRI", true)]
    [DataRow("*/10 * 8-18 ? JAN,mar 2 2026-2030", true)]
    [DataRow("0 0 0 L * ?", true)]
    [DataRow("0 0 0 LW * ?", true)]
    [DataRow("0 0 0 L-3 * ?", true)]
    [DataRow("0 0 0 15W * ?", true)]
    [DataRow("0 0 0 ? * 6L", true)]
    [DataRow("0 0 0 ? * 6#3", true)]
    [DataRow("0  0\t0 * * ?", true)]
    [DataRow("", false)]
    [DataRow("0 0 0 * *", false)]
    [DataRow("0 0 0 * * ? 2026 1", false)]
    [DataRow("60 0 0 * * ?", false)]
    [DataRow("0 0 24 * * ?", false)]
    [DataRow("0 0 0 32 * ?", false)]
    [DataRow("0 0 0 * 13 ?", false)]
    [DataRow("0 0 0 ? * 8", false)]
    [DataRow("0 0 0 ? * 6#6", false)]
    [DataRow("0 0 0 * * *", false)]
    [DataRow("0 0 0 ? * ?", false)]
    [DataRow("? 0 0 * * ?", false)]
    [DataRow("0 0/0 * * * ?", false)]
    [DataRow("0 1-2-3 * * * ?", false)]
    [DataRow("0 , * * * ?", false)]
    public void Cron_expressions_have_a_shape(string text, bool isOne) => Assert.AreEqual(isOne, CronText.Read(text, out _) is null);

    [TestMethod]
    [DataRow("http://127.0.0.1:9100/metrics", true)]
    [DataRow("https://[::1]/", true)]
    [DataRow("ftp://host/", false)]
    [DataRow("http://", false)]
    [DataRow("/metrics", false)]
    [DataRow("http://u@host/", false)]
    public void URLs_are_whole_and_without_credentials(string text, bool isOne) => Assert.AreEqual(isOne, AddressText.ReadUrl(text, out _) is null);

    [TestMethod]
    [DataRow("db:5432", true)]
    [DataRow("[::1]:80", true)]
    [DataRow("10.0.0.1:65535", true)]
    [DataRow("db", false)]
    [DataRow("db:0", false)]
    [DataRow("db:65536", false)]
    [DataRow("::1:80", false)]
    [DataRow(":80", false)]
    public void Hosts_have_a_port(string text, bool isOne) => Assert.AreEqual(isOne, AddressText.ReadHostAndPort(text, out _) is null);

    [TestMethod]
    [DataRow("targets/a.json", true)]
    [DataRow("a.json", true)]
    [DataRow("/etc/a.json", false)]
    [DataRow("../a.json", false)]
    [DataRow("a/../../b.json", false)]
    [DataRow("a\\b.json", false)]
    [DataRow("c:/a.json", false)]
    [DataRow("a//b.json", false)]
    [DataRow("", false)]
    public void Target_files_stay_below_the_folder(string text, bool isOne) => Assert.AreEqual(isOne, AddressText.ReadFileBelow(text, out _) is null);

    [TestMethod]
    [DataRow("1.0.0", true)]
    [DataRow("1.0.0-rc.1+build.7", true)]
    [DataRow("01.0.0", false)]
    [DataRow("1.0", false)]
    [DataRow("v1.0.0", false)]
    [DataRow("1.0.0\n", false)]
    public void Versions_are_semantic(string text, bool isOne) => Assert.AreEqual(isOne, Reads(Words.Version, text));

    [TestMethod]
    [DataRow("info", true)]
    [DataRow("Critical", false)]
    [DataRow("page", false)]
    public void Severities_are_three(string text, bool isOne) => Assert.AreEqual(isOne, Reads(Words.Severity, text));

    private static bool Reads<T>(Shape<T> shape, string text) where T : notnull
    {
        var bag = new RulesPlatform.Rules.Text.DiagnosticBag();
        var source = new RulesPlatform.Rules.Text.SourceText("a.json", System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(text));
        return shape.TryRead(RulesPlatform.Rules.Text.TreeParser.Parse(source, bag).Root!, new Reading(source, bag), out _) && !bag.HasErrors;
    }
}
