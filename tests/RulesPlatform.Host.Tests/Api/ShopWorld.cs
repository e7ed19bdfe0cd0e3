using RulesPlatform.History.Reading;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Host.Tests.Api;

/// <summary>A shop at one instant: its checkout fails, its catalogue does not, one exporter is down. Everything in it is fixed.</summary>
internal static class ShopWorld
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 10, 5, 0, TimeSpan.Zero);

    public static Slot Slot { get; } = new(Now.ToUnixTimeMilliseconds());

    public static LabelSet Checkout { get; } = LabelSet.Of(("service", "checkout"));

    public static LabelSet Catalogue { get; } = LabelSet.Of(("service", "catalogue"));

    public static AlertId Alert { get; } = new("http/HighErrorRatio", Checkout);

    public static string Fingerprint => Alert.Fingerprint;

    public static FakePlatform Platform() => new(Archive(), View(), Now - TimeSpan.FromHours(26));

    public static FakeArchive Archive()
    {
        RuleSet rules = ShopRules.Set;
        var archive = new FakeArchive();
        archive.Sets.Add((new StoredRuleSet("0123456789ab", "shop", "1.3.0", Now - TimeSpan.FromDays(3), 5), rules.Files));
        archive.Sets.Add((new StoredRuleSet(rules.Revision, rules.Name, rules.Version, Now - TimeSpan.FromHours(26), rules.Files.Count), rules.Files));
        archive.AllTargets.Add(new TargetState(
            "web", "http://127.0.0.1:9100/metrics", true, null, Slot, Now.AddMilliseconds(42), TimeSpan.FromMilliseconds(42), 812, Slot - TimeSpan.FromHours(26)));
        archive.AllTargets.Add(new TargetState(
            "web", "http://127.0.0.1:9101/metrics", false, "connection refused; is the exporter running?", Slot, Now.AddMilliseconds(3), TimeSpan.FromMilliseconds(3), 3, Slot - TimeSpan.FromMinutes(2)));
        AddSeries(archive);
        AddAlert(archive);
        return archive;
    }

    public static LiveView View() => new()
    {
        Rules = ShopRules.Set,
        Signals =
        [
            Row(Checkout, 0.123, 0.012, 0.004, errors: 12.3, requests: 100),
            Row(Catalogue, 0.001, double.NaN, double.NaN, errors: 0.05, requests: 50),
            Row(LabelSet.Of(("service", "search")), double.NaN, double.NaN, double.NaN, errors: double.NaN, requests: double.NaN, UnknownReason.NoData),
        ],
        Alerts = [new AlertSnapshot(Alert, AlertState.Firing, Slot - TimeSpan.FromSeconds(285), "critical", RuleMode.Active, null)],
        Position = 4_321,
    };

    private static LiveSignal Row(
        LabelSet labels, double value, double expected, double spread, double errors, double requests, UnknownReason reason = UnknownReason.None)
    {
        SignalDefinition definition = ShopRules.Set.Groups[0].Signals[0];
        double deviation = (value - expected) / spread;
        var now = new Signal(
            definition.Name, labels, Slot, value, expected, deviation, double.IsNaN(deviation) ? double.NaN : 0.9997, Tier.Realtime, TimeSpan.FromSeconds(reason == UnknownReason.None ? 0 : 40), 1, reason);
        return new LiveSignal("http", definition, now, spread, double.IsNaN(expected) ? 0.17 : 1, [errors, requests], null);
    }

    private static void AddSeries(FakeArchive archive)
    {
        foreach ((string code, double rate) in new[] { ("200", 87.7), ("500", 11.1), ("503", 1.2) })
        {
            archive.Add(
                new SeriesKey("http_requests_total", LabelSet.Of(("code", code), ("instance", "127.0.0.1:9100"), ("job", "web"), ("service", "checkout"))),
                Enumerable.Range(0, 21).Select(i => new Sample((Slot - TimeSpan.FromSeconds(15 * (20 - i))).UnixMs, Math.Round(rate * 15 * i, 1))));
        }
        archive.Add(
            new SeriesKey("signal:http_error_ratio", Checkout),
            Enumerable.Range(0, 81).Select(i => new Sample((Slot - TimeSpan.FromSeconds(15 * (80 - i))).UnixMs, i < 60 ? 0.012 + 0.002 * (i % 3) : 0.012 + 0.0055 * (i - 60))));
        archive.Add(
            new SeriesKey("signal:http_error_ratio:expected", Checkout),
            Enumerable.Range(0, 81).Select(i => new Sample((Slot - TimeSpan.FromSeconds(15 * (80 - i))).UnixMs, 0.012)));
        archive.Add(
            new SeriesKey("queue_depth", LabelSet.Of(("queue", "a,b \"x\""))),
            new Sample(Slot.UnixMs - 30_000, 1.5), new Sample(Slot.UnixMs - 15_000, double.PositiveInfinity), new Sample(Slot.UnixMs, Staleness.Marker));
    }

    private static void AddAlert(FakeArchive archive)
    {
        Slot began = Slot - TimeSpan.FromSeconds(285);
        archive.AllChanges.Add(Change(1, began, began, AlertState.Inactive, AlertState.Pending, ChangeReason.Breached, 1, 0.104));
        archive.AllChanges.Add(Change(2, began + TimeSpan.FromSeconds(30), began, AlertState.Pending, AlertState.Firing, ChangeReason.Sustained, 2, 0.123));
        archive.Outbox.Add(Sent(1, "log", began + TimeSpan.FromSeconds(30), NotificationState.Delivered, 1, "written"));
        archive.Outbox.Add(Sent(2, "pager", began + TimeSpan.FromSeconds(30), NotificationState.Queued, 3, "503 Service Unavailable"));
        Decide(archive, began, "alert.changed", "{\"to\":\"Pending\"}");
        Decide(archive, began + TimeSpan.FromSeconds(30), "alert.changed", "{\"to\":\"Firing\"}");
        Decide(archive, began + TimeSpan.FromSeconds(30), "notification.suppressed", "{\"route\":\"default/Chat\",\"cause\":\"silence\",\"by\":\"s1\"}");
        archive.AllSilences.Add(new StoredSilence(
            9, new Silence("s1", [LabelMatcher.Parse("team", "chat")], Now - TimeSpan.FromHours(1), Now + TimeSpan.FromHours(1), "ann", "moving rooms"), null));
        archive.AllAcknowledgements.Add(new StoredAcknowledgement(12, Fingerprint, "ben", "on it", false, Now - TimeSpan.FromSeconds(60)));
    }

    private static void Decide(FakeArchive archive, Slot at, string kind, string json) =>
        archive.Log.Add(new Decision(archive.Log.Count + 1, at, kind, Fingerprint, json));

    private static StoredChange Change(long id, Slot at, Slot began, AlertState from, AlertState to, ChangeReason reason, int transition, double value)
    {
        ThresholdRule rule = ShopRules.Set.Rules.First(rule => rule.Id == "http/HighErrorRatio");
        double[] levels = rule.Levels.For(Checkout);
        var operands = new RuleOperands { Value = value, Expected = 0.012, Spread = 0.004, Deviation = (value - 0.012) / 0.004, Score = 0.9997, Coverage = 1, Levels = levels };
        var signal = new Signal("http_error_ratio", Checkout, at, value, 0.012, operands.Deviation, 0.9997, Tier.Realtime, TimeSpan.Zero, 1, UnknownReason.None);
        var evidence = new Evidence
        {
            Revision = ShopRules.Set.Revision,
            Rule = rule.Id,
            Origin = rule.Origin,
            Expression = rule.Condition.Text,
            Parts = rule.Condition.Explain(operands),
            Signal = signal,
            Formula = ShopRules.Set.Groups[0].Signals[0].FormulaText,
            Inputs = [new NamedValue("errors", value * 100), new NamedValue("requests", 100)],
            Levels = [.. rule.Levels.Names.Select((name, i) => new LevelUsed(name, levels[i], rule.Levels.SourceOf(name, Checkout)))],
            Baseline = "ewma, history 60 min",
            Verdict = Verdict.Breached,
            StockAgrees = true,
        };
        return new StoredChange(
            id, id, Fingerprint, rule.Id, Checkout, at, from, to, reason, began, transition, RuleMode.Active, null, rule.Name, rule.Severity, rule.Owner,
            Checkout.With(rule.Labels), signal.Name, value, "ratio",
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["runbook"] = rule.Runbook!, ["summary"] = "checkout answers 12.3 % of requests with 5xx (limit 10.0 %)",
            },
            evidence);
    }

    private static StoredNotification Sent(long id, string receiver, Slot due, NotificationState state, int attempts, string detail) => new(
        id, id,
        new Notification
        {
            DedupKey = $"key{id}",
            Receiver = receiver,
            Route = "default/PageCritical",
            Cause = NotificationCause.First,
            GroupKey = "default/PageCritical{alertname=\"HighErrorRatio\"}",
            GroupLabels = LabelSet.Of(("alertname", "HighErrorRatio")),
            DueAt = due.Instant,
            Alerts = [new NotifiedAlert(Fingerprint, Checkout.With("alertname", "HighErrorRatio"), new Dictionary<string, string>(), due.Instant, null, 0.123, "Sustained")],
        },
        state, attempts, detail,
        state == NotificationState.Queued ? Now + TimeSpan.FromSeconds(20) : null, state == NotificationState.Delivered ? due.Instant.AddMilliseconds(12) : null, null);
}
