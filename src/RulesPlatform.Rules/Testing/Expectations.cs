using System.Globalization;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Testing;

/// <summary>Holds a test's expectations against what happened; each that was not met is reported where it is written.</summary>
internal sealed class Expectations(RuleTest test, RuleSet rules, TestRecord record, DiagnosticBag bag)
{
    private readonly DateTimeOffset _start = test.FileDraft.Start;

    public void Hold()
    {
        foreach (ExpectedSignalDraft signal in test.Draft.Signals)
        {
            Hold(signal);
        }
        foreach (ExpectedAlertDraft alert in test.Draft.Alerts)
        {
            Hold(alert);
        }
        foreach (ExpectedSuppressionDraft suppression in test.Draft.Suppressed)
        {
            Hold(suppression);
        }
        HoldNotifications();
    }

    private void Hold(ExpectedSignalDraft expected)
    {
        Slot slot = Slot.Of(_start + expected.At, TestSlots.GroupOf(expected.Signal.Value, rules).Interval);
        Signal[] rows = [.. record.Signals.Where(row => row.Name == expected.Signal.Value && row.Slot == slot && Fits(expected.Where, row.Labels))];
        if (rows.Length == 0)
        {
            NotMet(expected.Value.Node, $"at {DurationText.Write(expected.At)} {expected.Signal.Value} has no row that fits", Known(record.Signals.Where(row => row.Name == expected.Signal.Value).Select(row => row.Labels)));
        }
        foreach (Signal row in rows.Where(row => !Equal(expected, row)))
        {
            NotMet(expected.Value.Node, $"at {DurationText.Write(expected.At)} {expected.Signal.Value}{row.Labels} is {Shown(row)}, expected {Shown(expected.Value.Value)}", null);
        }
    }

    private static bool Equal(ExpectedSignalDraft expected, Signal row) => double.IsNaN(expected.Value.Value)
        ? double.IsNaN(row.Value)
        : Math.Abs(row.Value - expected.Value.Value) <= expected.Within * Math.Max(Math.Abs(expected.Value.Value), double.Epsilon) || row.Value.Equals(expected.Value.Value);

    private void Hold(ExpectedAlertDraft expected)
    {
        AlertId[] alerts = [.. record.Alerts.Where(alert => alert.Rule == expected.Rule.Value && Fits(expected.Where, alert.Labels)).Order()];
        if (alerts.Length > 1)
        {
            NotMet(expected.Rule.Node, $"{alerts.Length} alerts of {Printable.Quote(expected.Rule.Value)} fit", $"say which in 'where': {string.Join(" or ", alerts.Select(alert => alert.Labels))}");
            return;
        }
        TimeSpan interval = TestSlots.IntervalOf(expected.Rule.Value, rules);
        Slot first = TestSlots.First(_start, interval);
        IReadOnlyList<AlertState> states = expected.States.Value;
        AlertState[] actual = [.. Enumerable.Range(0, states.Count).Select(i => StateAt(alerts.FirstOrDefault(), first + (interval * i)))];
        int differs = Enumerable.Range(0, states.Count).FirstOrDefault(i => states[i] != actual[i], -1);
        if (differs >= 0)
        {
            Slot slot = first + (interval * differs);
            NotMet(
                expected.States.Node,
                $"at {At(slot)} the alert is {Word(actual[differs])}, expected {Word(states[differs])}; the states were \"{StateNotation.Write(actual)}\"",
                Why(expected, alerts.FirstOrDefault(), slot));
        }
    }

    private AlertState StateAt(AlertId? alert, Slot slot) =>
        record.Changes.LastOrDefault(change => change.Id == alert && change.Slot <= slot)?.To ?? AlertState.Inactive;

    private string Why(ExpectedAlertDraft expected, AlertId? alert, Slot slot)
    {
        ThresholdRule rule = rules.Rules.Concat(rules.DefaultRules).First(rule => rule.Id == expected.Rule.Value);
        Signal[] rows = [.. record.Signals.Where(row => row.Name == rule.Signal && row.Slot == slot && (alert is null ? Fits(expected.Where, row.Labels) : row.Labels == alert.Labels))];
        string values = rows.Length == 0 ? $"{rule.Signal} had no row" : string.Join(", ", rows.Take(3).Select(row => $"{row.Name}{row.Labels} was {Shown(row)}"));
        string levels = rows.Length == 0 ? "" : string.Concat(rule.Levels.Names.Zip(rule.Levels.For(rows[0].Labels)).Select(level => string.Create(CultureInfo.InvariantCulture, $", threshold.{level.First} {level.Second}")));
        string hold = rule.For > TimeSpan.Zero ? $" for {DurationText.Write(rule.For)}" : "";
        return $"{rule.Condition.Text}{hold}: {values}{levels}";
    }

    private void Hold(ExpectedSuppressionDraft expected)
    {
        bool isMet = record.Alerts.Any(alert => alert.Rule == expected.Rule.Value && Fits(expected.Where, alert.Labels) && record.Suppressions.Contains((alert.Fingerprint, expected.By.Value)));
        if (!isMet)
        {
            string[] causes = [.. record.Alerts.Where(alert => alert.Rule == expected.Rule.Value).SelectMany(alert => record.Suppressions.Where(one => one.Alert == alert.Fingerprint)).Select(one => one.Cause).Distinct()];
            NotMet(expected.By.Node, $"no alert of {Printable.Quote(expected.Rule.Value)} was kept back by {expected.By.Value}", causes.Length == 0 ? "none of its alerts was kept back" : $"it was by {string.Join(", ", causes)}");
        }
    }

    private void HoldNotifications()
    {
        if (test.Draft.Notifications is not { } expected)
        {
            return;
        }
        for (int i = 0; i < Math.Max(expected.Value.Count, record.Notifications.Count); i++)
        {
            Notification? sent = i < record.Notifications.Count ? record.Notifications[i] : null;
            if (i >= expected.Value.Count)
            {
                NotMet(expected.Node, $"another notification was sent: {Shown(sent!)}", "expect it, or find out why it is sent");
            }
            else if (sent is null || !Matches(expected.Value[i], sent))
            {
                NotMet(expected.Value[i].Receiver.Node, sent is null ? "this notification was not sent" : $"notification {i + 1} was {Shown(sent)}", record.Notifications.Count == 0 ? "none was sent" : "all of them: " + string.Join("; ", record.Notifications.Select(Shown)));
                return;
            }
        }
    }

    private bool Matches(ExpectedNotificationDraft expected, Notification sent) =>
        sent.Receiver == expected.Receiver.Value && sent.DueAt == _start + expected.At.Value && (expected.Cause.Length == 0 || sent.Cause.ToString() == expected.Cause)
        && Same(expected.Firing.Select(one => one.Value), sent.Alerts.Where(alert => alert.IsFiring))
        && Same(expected.Resolved.Select(one => one.Value), sent.Alerts.Where(alert => !alert.IsFiring));

    /// <summary>One alert each, in any order; labels count where they are written.</summary>
    private bool Same(IEnumerable<string> expected, IEnumerable<NotifiedAlert> sent)
    {
        List<string> left = [.. sent.Select(alert => record.AlertOf(alert).ToString())];
        return expected.All(one => left.Remove(left.FirstOrDefault(alert => alert == one || (!one.Contains('{', StringComparison.Ordinal) && alert.Split('{')[0] == one)) ?? "")) && left.Count == 0;
    }

    private string Shown(Notification sent) =>
        $"{sent.Receiver} at {At(new Slot(sent.DueAt.ToUnixTimeMilliseconds()))}, {char.ToLowerInvariant(sent.Cause.ToString()[0])}{sent.Cause.ToString()[1..]}: {string.Join(", ", sent.Alerts.Select(alert => $"{record.AlertOf(alert)} {(alert.IsFiring ? "firing" : "resolved")}"))}";

    private string At(Slot slot) => slot.Instant < _start ? "the start" : DurationText.Write(slot.Instant - _start);

    private static string Shown(Signal row) => row.Reason == UnknownReason.None ? Shown(row.Value) : $"unknown ({char.ToLowerInvariant(row.Reason.ToString()[0])}{row.Reason.ToString()[1..]})";

    private static string Shown(double value) => double.IsNaN(value) ? "unknown" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Word(AlertState state) => state.ToString().ToLowerInvariant();

    private static string Known(IEnumerable<LabelSet> rows) => rows.Distinct().ToArray() is { Length: > 0 } labels
        ? $"its rows are {string.Join(", ", labels.Take(5).Select(one => one.Count == 0 ? "without labels" : one.ToString()))}" : "it never had any: see that the series fit its inputs";

    private static bool Fits(IReadOnlyList<LabelMatcher> where, LabelSet labels) => where.All(matcher => matcher.Matches(labels));

    private void NotMet(TextNode node, string message, string? help) => bag.Add(TestProblems.NotMet, test.Reading.Source, node, message, help);
}
