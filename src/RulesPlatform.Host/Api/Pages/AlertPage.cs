using RulesPlatform.Host.Api.Answers;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.Api.Pages;

/// <summary>One alert: what it is, why, from what, by which rule, and what became of it.</summary>
internal static class AlertPage
{
    public static void Write(Screen screen, AlertExplanation alert)
    {
        WriteHead(screen, alert);
        WriteWhy(screen, alert.Judgement);
        WriteFigures(screen, alert);
        if (alert.Judgement.Inputs.Count > 0)
        {
            screen.Heading("Formula", $"{Text(alert.Judgement.Signal.Name)} = {Text(alert.Judgement.Formula)}");
            ExplainPage.WriteInputs(screen, alert.Judgement.Inputs);
        }
        screen.Heading("Rule", Text(alert.Judgement.Rule));
        ExplainPage.WritePlace(screen, alert.Judgement.Place, alert.Judgement.Revision, alert.RuleSet);
        WriteChanges(screen, alert);
        WriteFate(screen, alert);
    }

    private static void WriteHead(Screen screen, AlertExplanation explanation)
    {
        AlertAnswer alert = explanation.Alert;
        string state = alert.State == "Inactive" ? "over" : alert.State.ToLowerInvariant();
        DateTimeOffset since = alert.State is "Inactive" or "Pending" ? alert.ChangedAt : explanation.FiringSince ?? alert.Since;
        screen.Line($"{Bold(alert.Name)} is {Styled(Styles.State(alert.State), state)} {Text($"({alert.Severity})")} since {Words.Instant(since)}, {Words.Span(explanation.At - since)}");
        foreach (string annotation in alert.Annotations.Where(pair => pair.Key is "summary" or "description").Select(pair => pair.Value))
        {
            screen.Line($"  {Text(annotation)}");
        }
        screen.Line();
        var facts = new List<string[]>
        {
            new[] { Dim("alert"), Text($"{alert.Fingerprint}  {alert.Rule}") },
            new[] { Dim("labels"), Text(Words.LabelList(alert.Labels)) },
            new[] { Dim("owner"), Text(alert.Owner.Length == 0 ? "nobody" : alert.Owner) },
            new[] { Dim("breached"), Text($"{Words.Instant(alert.Since)}; last change {Words.Instant(alert.ChangedAt)}, {alert.Reason}") },
        };
        Add("runbook", alert.Annotations.GetValueOrDefault("runbook"));
        Add("not sent", alert.Unsent);
        Add("silenced", alert.SilencedBy.Count == 0 ? null : $"by {string.Join(", ", alert.SilencedBy)}");
        Add("acknowledged", alert.AcknowledgedBy is { } author ? $"by {author}" : null);
        screen.Columns(facts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                facts.Add([Dim(name), Text(value)]);
            }
        }
    }

    private static void WriteWhy(Screen screen, JudgementAnswer judgement)
    {
        screen.Heading("Why", $"{Styled(Styles.State(judgement.Verdict), judgement.Verdict)} at {Words.Instant(judgement.Signal.Slot)}");
        if (judgement.Parts.Count > 0)
        {
            ExplainPage.WriteParts(screen, judgement.Parts, indent: 2);
        }
        else
        {
            screen.Line($"  {Text(judgement.Expression)}");
        }
        if (judgement.Fault is { } fault)
        {
            screen.Line($"  {Styled("yellow", fault)}");
        }
        if (judgement.StockAgrees == false)
        {
            screen.Line($"  {Styled("red bold", "The stock rules engine judged the same operands otherwise: please report this defect.")}");
        }
    }

    private static void WriteFigures(Screen screen, AlertExplanation alert)
    {
        JudgementAnswer judgement = alert.Judgement;
        MeasuredAnswer signal = judgement.Signal;
        screen.Heading("Figures");
        var rows = new List<string[]> { new[] { Dim("value"), Bold(Words.Quantity(signal.Value, signal.Unit)), Dim(Raw(signal.Value, signal.Unit)) } };
        foreach (LevelAnswer level in judgement.Levels)
        {
            rows.Add([Dim($"threshold {level.Name}"), Text(Words.Quantity(level.Value, signal.Unit)), Dim($"from {level.Source}")]);
        }
        if (judgement.Margin is { } margin)
        {
            rows.Add([Dim("margin"), Text((margin > 0 ? "+" : "") + Words.Quantity(margin, signal.Unit)), Dim("value − threshold")]);
        }
        rows.Add(signal.Expected is null
            ? [Dim("expected"), "–", Dim(judgement.Baseline is null ? "the signal has no baseline" : $"the baseline was not ready ({judgement.Baseline})")]
            : [Dim("expected"), Text(Words.Quantity(signal.Expected, signal.Unit)), Dim($"{Signed(signal.Deviation)} spreads away, score {Words.Number(signal.Score ?? 0, 4)} ({judgement.Baseline})")]);
        rows.Add([Dim("tier"), Text(signal.Tier.ToLowerInvariant()), Dim($"newest sample {Words.Seconds(signal.AgeSeconds)} old, windows {Words.Percent(signal.Coverage)} covered")]);
        screen.Columns(rows);
    }

    private static void WriteChanges(Screen screen, AlertExplanation alert)
    {
        screen.Heading("This episode");
        screen.Columns([.. alert.Changes.Select(change => new[]
        {
            Words.Instant(change.At), Text(change.From == change.To ? change.To : $"{change.From} → {change.To}"), Text(change.Reason),
            Text(Words.Quantity(change.Value, alert.Alert.Unit)), Dim(change.Unsent is null ? "" : $"not sent: {change.Unsent}"),
        })]);
    }

    private static void WriteFate(Screen screen, AlertExplanation alert)
    {
        screen.Heading("Notifications");
        IEnumerable<(DateTimeOffset At, string[] Row)> rows = alert.Notifications.Select(one => (one.DueAt, Row(one)))
            .Concat(alert.Suppressions.Select(one => (one.At, Row(one))))
            .Concat(alert.Acknowledgements.Select(one => (one.At, new[]
            {
                Words.Instant(one.At), Text(one.Author), "", Styled("green", "acknowledged"), Text($"{one.Comment}{(one.IsNoise ? " (labelled as noise)" : "")}"),
            })));
        string[][] ordered = [.. rows.OrderBy(row => row.At).Select(row => row.Row)];
        if (ordered.Length == 0)
        {
            screen.Line(Dim(alert.Alert.Unsent is { } unsent ? $"  none: {unsent}" : alert.Alert.State == "Pending" ? "  none: it is pending, and only firing alerts are sent" : "  none yet"));
            return;
        }
        screen.Columns(ordered);
    }

    private static string[] Row(NotificationAnswer one)
    {
        string when = one.SettledAt is { } settled ? $"{Words.Seconds((settled - one.DueAt).TotalSeconds)} later" : one.NextAt is { } next ? $"next attempt {Words.Instant(next)}" : "waiting";
        string attempts = one.Attempts > 1 ? $", {one.Attempts} attempts" : "";
        return
        [
            Words.Instant(one.DueAt), Text(one.Receiver), Dim($"{one.Cause}, {one.Route}"), Styled(Styles.State(one.State), one.State),
            Text($"{when}{attempts}{(one.Detail is null ? "" : $": {one.Detail}")}"),
        ];
    }

    private static string[] Row(SuppressionAnswer one) =>
    [
        Words.Instant(one.At), "–", Dim(one.Route), Styled("yellow", one.Cause == "grouping" ? "grouped" : "held back"),
        Text(one.Cause switch
        {
            "silence" => $"by silence {one.By}",
            "inhibition" => $"by inhibition {one.By}",
            "calendar" => $"outside calendar {one.By}",
            "dependency" => $"depends on {one.By}",
            "grouping" => $"will be sent with its group at {one.By}",
            "acknowledged" => $"acknowledged by {one.By}",
            "shadow" => "the rule is in shadow mode",
            _ => $"{one.Cause} {one.By}",
        }),
    ];

    private static string Signed(double? value) => value is { } number ? (number > 0 ? "+" : "") + Words.Number(number, 3) : "–";

    private static string Raw(double? value, string unit) => value is { } number && Words.IsRescaled(unit) ? $"{Words.Number(number)} {unit}" : "";
}
