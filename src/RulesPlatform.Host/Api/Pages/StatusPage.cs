using RulesPlatform.Host.Api.Answers;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.Api.Pages;

/// <summary>The platform on one page.</summary>
internal static class StatusPage
{
    /// <param name="most">Signals listed; 0 for all.</param>
    public static void Write(Screen screen, StatusAnswer status, IReadOnlyList<SignalAnswer> signals, int most)
    {
        string health = status.Attention.Count == 0 ? Styled("green", "all is well") : Styled("yellow", Words.Counted(status.Attention.Count, "thing") + " to look at");
        screen.Line(status.IsRunning
            ? $"{Bold("rulesplatform")} {Text(status.Version)}, up {Words.Span(TimeSpan.FromSeconds(status.UptimeSeconds ?? 0))}: {health}"
            : $"{Bold("rulesplatform")} {Text(status.Version)}: {Styled("yellow", "no server runs")}; this is what the store last knew");
        foreach (string attention in status.Attention)
        {
            screen.Line($"  {Styled("yellow", "!")} {Text(attention)}");
        }
        screen.Line();
        screen.Columns([.. Facts(status)]);
        WriteProblem(screen, status.RuleSet?.Problem);
        WriteJobs(screen, status);
        WriteSignals(screen, status, signals, most);
        if (status.Kpis.Count > 0)
        {
            screen.Heading("How it does");
            screen.Columns([.. status.Kpis.Select(kpi => new[] { Text(kpi.Name), Bold(kpi.Value is null ? "unknown" : Words.Quantity(kpi.Value, kpi.Unit)), Dim(kpi.Detail) })]);
        }
    }

    private static IEnumerable<string[]> Facts(StatusAnswer status)
    {
        yield return status.RuleSet is { } rules
            ? [Dim("rule set"), Text($"{rules.Name} {rules.Version}, revision {rules.Revision}"), Dim(rules.Rules + rules.Jobs + rules.Signals == 0 ? Words.Counted(rules.Files, "file") : $"{Words.Counted(rules.Files, "file")}: {Words.Counted(rules.Jobs, "job")}, {Words.Counted(rules.Signals, "signal")}, {Words.Counted(rules.Rules, "rule")}, {Words.Counted(rules.Responses, "response")}")]
            : [Dim("rule set"), Styled("red", "none in force")];
        yield return [Dim("alerts"), Alerts(status.Alerts)];
        if (status.Signals is { } signals)
        {
            yield return [Dim("signals"), Text($"{signals.Rows} live{(signals.Unknown > 0 ? $", {signals.Unknown} unknown" : "")}"), Dim(Baselines(signals))];
        }
        yield return
        [
            Dim("store"), Text($"{Words.Bytes(status.Store.FileBytes)} in {status.Store.Folder}"),
            Dim($"{Words.Counted(status.Store.Series, "series").Replace("seriess", "series", StringComparison.Ordinal)}, {Words.Counted(status.Store.SealedSamples, "sealed sample")}{(status.Store.BytesPerSample is { } bytes ? $" at {Words.Number(bytes, 3)} bytes" : "")}"),
        ];
        yield return
        [
            Dim("outbox"), Text(status.Store.QueuedNotifications == 0 ? "empty" : $"{status.Store.QueuedNotifications} waiting"),
            Dim(status.Store.DeadNotifications == 0 ? "" : $"{status.Store.DeadNotifications} undeliverable"),
        ];
        if (status.Cycle is { } cycle)
        {
            yield return [Dim("cycle"), Text($"entry {cycle.Position:N0}, decision {cycle.Decisions:N0}"), Dim(cycle.MissedSlots == 0 ? "" : $"{cycle.MissedSlots} slots passed unwatched")];
        }
    }

    private static string Alerts(AlertCounts alerts)
    {
        if (alerts.Firing + alerts.Pending + alerts.Recovering == 0)
        {
            return Styled("green", "none");
        }
        IEnumerable<string> parts = alerts.FiringBySeverity.Select(pair => Styled(Styles.Severity(pair.Key), $"{pair.Value} {pair.Key}"))
            .Concat(alerts.Pending > 0 ? [Text($"{alerts.Pending} pending")] : [])
            .Concat(alerts.Recovering > 0 ? [Text($"{alerts.Recovering} recovering")] : []);
        int shadow = alerts.Firing - alerts.FiringBySeverity.Values.Sum();
        return string.Join(", ", shadow > 0 ? parts.Append(Text($"{shadow} in shadow")) : parts);
    }

    private static string Baselines(SignalCounts signals) => signals.WithBaseline == 0
        ? ""
        : signals.Forming == 0 ? $"{signals.WithBaseline} baselines ready" : $"{signals.Forming} of {signals.WithBaseline} baselines forming, {Words.Percent(signals.Readiness)} of their training seen";

    public static void WriteProblem(Screen screen, RuleProblemAnswer? problem)
    {
        if (problem is null)
        {
            return;
        }
        screen.Heading("Rule files refused", Dim(Words.Instant(problem.At)));
        foreach (string diagnostic in problem.Diagnostics.Take(10))
        {
            foreach (string line in diagnostic.Split('\n'))
            {
                screen.Line($"  {Text(line.TrimEnd('\r'))}");
            }
        }
        if (problem.Diagnostics.Count > 10)
        {
            screen.Line(Dim($"  and {problem.Diagnostics.Count - 10} more"));
        }
    }

    private static void WriteJobs(Screen screen, StatusAnswer status)
    {
        if (status.Jobs.Count == 0)
        {
            return;
        }
        screen.Heading("Jobs");
        screen.Columns([.. status.Jobs.Select(job =>
        {
            TargetStatus? down = job.Targets.FirstOrDefault(target => target.IsUp == false);
            int up = job.Targets.Count(target => target.IsUp == true);
            int silent = job.Targets.Count(target => target.IsUp is null);
            return new[]
            {
                Text(job.Name), Dim(job.Source), Dim(job.Schedule),
                job.Targets.Count == silent ? Dim(job.Source is "push" or "file" ? "waits for what others send" : silent == 0 ? "no targets" : "not asked yet")
                    : Styled(down is null ? "green" : "red", $"{up}/{job.Targets.Count} up{(silent > 0 ? $", {silent} not asked yet" : "")}"),
                Text(down is null ? "" : $"{down.Target}: {down.Reason}"),
            };
        })]);
    }

    private static void WriteSignals(Screen screen, StatusAnswer status, IReadOnlyList<SignalAnswer> signals, int most)
    {
        if (signals.Count == 0)
        {
            return;
        }
        int shown = most > 0 ? most : signals.Count;
        screen.Heading("Signals", Dim("the most unusual first"));
        screen.Columns([.. signals
            .OrderByDescending(signal => signal.Score ?? -1).ThenBy(signal => signal.Name, StringComparer.Ordinal).ThenBy(signal => Words.Labels(signal.Labels), StringComparer.Ordinal)
            .Take(shown).Select(Row)]);
        int more = (status.Signals?.Rows ?? signals.Count) - Math.Min(shown, signals.Count);
        if (more > 0)
        {
            screen.Line(Dim($"  and {more} more: rulesplatform status --signals 0"));
        }
    }

    private static string[] Row(SignalAnswer signal) =>
    [
        Text(signal.Name + Words.Labels(signal.Labels)),
        signal.Value is null ? Styled("yellow", $"unknown ({signal.Reason})") : Bold(Words.Quantity(signal.Value, signal.Unit)),
        Dim(signal.Expected is null ? (signal.Baseline == "none" ? "" : $"baseline {signal.Baseline}") : $"expected {Words.Quantity(signal.Expected, signal.Unit)}"),
        Dim(signal.Score is { } score ? $"score {Words.Number(score, 4)}" : ""),
        Dim(signal.Tier == "Realtime" ? "" : signal.Tier.ToLowerInvariant()),
    ];
}
