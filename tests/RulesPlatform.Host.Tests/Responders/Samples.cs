using System.Globalization;
using Bogus;
using RulesPlatform.Host.Responders;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>Notifications and receivers to test with.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Due = new(2026, 11, 24, 10, 0, 15, TimeSpan.Zero);

    public static readonly PlatformAddress Platform = new("https://rules.example.org/");

    public static readonly Dictionary<string, Secret> NoHeaders = [];

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Every kind that speaks HTTP, posting to <paramref name="url"/>.</summary>
    public static Receiver Receiver(string kind, string url) => Receiver(kind, Secret.Literal(url));

    public static Receiver Receiver(string kind, Secret url) => new("oncall", kind switch
    {
        "webhook" => new WebhookReceiverSettings(url, NoHeaders, null, Timeout),
        "alertmanager" => new AlertmanagerReceiverSettings(url, NoHeaders, Timeout, TimeSpan.FromMinutes(1)),
        "slack" => new SlackReceiverSettings(url, Timeout),
        "teams" => new TeamsReceiverSettings(url, Timeout),
        "pagerduty" => new PagerDutyReceiverSettings(url, Secret.Literal("R0UT1NGKEY0123456789"), Timeout),
        "log" => new LogReceiverSettings(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No sample of this kind."),
    }, new Origin("responses/default.json", 7, 5));

    public static NotifiedAlert Firing(string service = "checkout", string severity = "critical") => new(
        "0123456789abcdef",
        LabelSet.Of(("alertname", "HighErrorRatio"), ("rule", "http/HighErrorRatio"), ("severity", severity), ("service", service), ("instance", "10.0.0.7:9100")),
        new Dictionary<string, string>
        {
            ["summary"] = $"{service} answers 12.5% of requests with <5xx> & \"more\"",
            ["description"] = "Zu viele Fehler: _siehe_ *Ablauf* [hier](x) `y` – 日本",
            ["runbook"] = "https://runbooks.example.org/http?x=1&y=2",
        },
        Due - TimeSpan.FromMinutes(2), null, 0.125, "Sustained");

    public static NotifiedAlert Resolved(string service = "search") => new(
        "fedcba9876543210",
        LabelSet.Of(("alertname", "HighErrorRatio"), ("rule", "http/HighErrorRatio"), ("severity", "warning"), ("service", service), ("instance", "10.0.0.8:9100")),
        new Dictionary<string, string> { ["summary"] = $"{service} is well", ["runbook"] = "https://runbooks.example.org/http?x=1&y=2" },
        Due - TimeSpan.FromMinutes(95), Due - TimeSpan.FromMilliseconds(1500), double.NaN, "Cleared");

    /// <param name="shape"><c>firing</c>, <c>mixed</c> or <c>resolved</c>.</param>
    public static Notification Notification(string shape = "firing", string key = "5f0c2f1e8a77d6b4", string group = "default/Page{alertname=\"HighErrorRatio\"}", string? note = null) => new()
    {
        DedupKey = key,
        Receiver = "oncall",
        Route = "default/Page",
        Cause = shape switch { "resolved" => NotificationCause.Resolved, "mixed" => NotificationCause.Changed, _ => NotificationCause.First },
        GroupKey = group,
        GroupLabels = LabelSet.Of(("alertname", "HighErrorRatio")),
        DueAt = Due,
        Alerts = shape switch { "resolved" => [Resolved()], "mixed" => [Firing(), Resolved()], _ => [Firing()] },
        Note = note,
    };

    /// <summary>Small, valid and distinct: number <paramref name="index"/> of group <paramref name="group"/> for <paramref name="receiver"/>.</summary>
    public static Notification Numbered(int index, string receiver = "oncall", string? group = null) =>
        Notification(key: index.ToString("D6", CultureInfo.InvariantCulture), group: group ?? $"g{index}") with { Receiver = receiver };

    /// <summary>A seeded world: many services and severities, several alerts each.</summary>
    public static IReadOnlyList<Notification> World(int seed, int count)
    {
        var faker = new Faker { Random = new Randomizer(seed) };
        return [.. Enumerable.Range(0, count).Select(index => Numbered(index) with
        {
            Alerts = [.. Enumerable.Range(0, faker.Random.Int(1, 3)).Select(_ => Firing(faker.Internet.DomainWord(), faker.PickRandom("critical", "warning", "info")))],
        })];
    }
}
