using Microsoft.Extensions.Logging;
using RulesPlatform.Host.Responders;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

[TestClass]
public sealed class LogResponderTests
{
    [TestMethod]
    [DataRow("firing", LogLevel.Warning)]
    [DataRow("mixed", LogLevel.Warning)]
    [DataRow("resolved", LogLevel.Information)]
    public async Task Writes_one_line_a_notification(string shape, LogLevel level)
    {
        (LogLevel Level, string Line) line = await Write(Samples.Notification(shape, note: "Nothing routes\nthis alert."));
        Assert.AreEqual(level, line.Level);
        Golden.Match($"log-{shape}.txt", line.Line);
    }

    [TestMethod]
    public async Task Whatever_the_alert_holds_the_line_stays_one_and_bounded()
    {
        NotifiedAlert sly = Samples.Firing() with { Annotations = new Dictionary<string, string> { ["summary"] = "a\r\n2026-11-24 forged line\u001b[2J" } };
        (_, string line) = await Write(Samples.Notification() with { Alerts = [.. Enumerable.Repeat(sly, 500)] });
        Assert.IsFalse(line.Any(char.IsControl), line);
        StringAssert.EndsWith(line, "; and 490 more");
        Assert.IsLessThan(4000, line.Length);
    }

    [TestMethod]
    [DataRow("firing", 1, "[FIRING] HighErrorRatio (checkout)")]
    [DataRow("firing", 3, "[FIRING:3] HighErrorRatio (checkout)")]
    [DataRow("resolved", 1, "[RESOLVED] HighErrorRatio (checkout)")]
    [DataRow("resolved", 2, "[RESOLVED:2] HighErrorRatio (checkout)")]
    public void A_title_counts_what_fires_and_what_has_resolved(string shape, int count, string title)
    {
        Notification notification = Samples.Notification(shape);
        notification = notification with
        {
            Alerts = [.. Enumerable.Repeat(notification.Alerts[0], count)],
            GroupLabels = LabelSet.Of(("alertname", "HighErrorRatio"), ("service", "checkout")),
        };
        Assert.AreEqual(title, NotificationText.Title(notification));
    }

    [TestMethod]
    [DataRow(0, "0s")]
    [DataRow(59.9, "59s")]
    [DataRow(60, "1m")]
    [DataRow(3_725, "1h 2m")]
    [DataRow(86_405, "1d")]
    public void A_length_is_told_in_its_two_largest_units(double seconds, string text) =>
        Assert.AreEqual(text, NotificationText.Length(TimeSpan.FromSeconds(seconds)));

    private static async Task<(LogLevel Level, string Line)> Write(Notification notification)
    {
        using var log = new CapturedLog<LogResponder>();
        DeliveryReceipt receipt = await new LogResponder(log).Deliver(notification, Samples.Receiver("log", ""), default);
        Assert.AreEqual(new DeliveryReceipt(DeliveryOutcome.Delivered, "logged"), receipt);
        return log.Lines.Single();
    }
}
