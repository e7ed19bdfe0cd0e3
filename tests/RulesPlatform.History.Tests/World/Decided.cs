using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.History.Tests.World;

/// <summary>What a judgement may lead to, filled in everywhere.</summary>
internal static class Decided
{
    public static JudgementEntry Judgement(int step) => new("http", SlotAt(step), "abc123abc123");

    public static Slot SlotAt(int step) => new(Batches.Start + step * 15_000L);

    public static AlertChange Change(string service, AlertState from, AlertState to, int step, double value = 0.25)
    {
        var labels = LabelSet.Of(("service", service));
        var signal = new Signal("http_error_ratio", labels, SlotAt(step), value, 0.1 + 0.2, double.NaN, double.NaN, Tier.Realtime, TimeSpan.FromSeconds(3), 1, UnknownReason.None);
        return new AlertChange
        {
            Id = new AlertId("http/HighErrorRatio", labels),
            Slot = SlotAt(step),
            From = from,
            To = to,
            Reason = to == AlertState.Inactive ? ChangeReason.Cleared : ChangeReason.Sustained,
            Incarnation = SlotAt(0),
            Transition = step + 1,
            Facts = new AlertFacts
            {
                Rule = "http/HighErrorRatio", Name = "HighErrorRatio", Severity = "critical", State = "firing", Reason = "Sustained", Owner = "web",
                Labels = labels.With("team", "web"), Signal = signal, Unit = "ratio", Levels = new Dictionary<string, double> { ["critical"] = 0.1 }, ActiveSince = SlotAt(0),
            },
            Annotations = new Dictionary<string, string> { ["summary"] = "checkout \"fails\" ≥ 10 %", ["runbook"] = "https://example.org" },
            Evidence = new Evidence
            {
                Revision = "abc123abc123", Rule = "http/HighErrorRatio", Origin = new Origin("thresholds/http.json", 12, 7), Expression = "signal.Value > threshold.critical",
                Parts = [new ExplainedPart("signal.Value > threshold.critical", "true", 0), new ExplainedPart("signal.Value", "0.25", 1)],
                Signal = signal, Formula = "errors / requests", Inputs = [new NamedValue("errors", double.PositiveInfinity), new NamedValue("requests", double.NaN)],
                Levels = [new LevelUsed("critical", 0.1, "levels")], Baseline = null, Verdict = Verdict.Breached, Fault = null, StockAgrees = true,
            },
            Mode = RuleMode.Active,
        };
    }

    public static Notification Notification(string key, int step, string receiver = "hook") => new()
    {
        DedupKey = key,
        Receiver = receiver,
        Route = "default/PageCritical",
        Cause = NotificationCause.First,
        GroupKey = "default/PageCritical:{service=\"checkout\"}",
        GroupLabels = LabelSet.Of(("service", "checkout")),
        DueAt = SlotAt(step).Instant,
        Alerts = [new NotifiedAlert("0123456789abcdef", LabelSet.Of(("a", "b")), new Dictionary<string, string> { ["s"] = "t" }, SlotAt(0).Instant, null, double.NaN, "Sustained")],
        Parameters = new Dictionary<string, string> { ["0"] = "x" },
        Note = "nothing routes it",
    };

    public static ReceiptEntry Receipt(string key, DeliveryOutcome outcome, int step, string receiver = "hook") =>
        new(key, receiver, new DeliveryReceipt(outcome, "said so", Attachment: "seen"), 2, SlotAt(step).Instant);

    public static long Append(this SqliteHistory history, JournalEntry entry, CycleOutcome outcome) => history.Append([(entry, outcome)]);
}
