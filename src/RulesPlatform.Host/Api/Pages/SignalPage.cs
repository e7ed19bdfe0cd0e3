using RulesPlatform.Host.Api.Answers;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.Api.Pages;

/// <summary>One row of a signal: what it is now, from what, and what every rule over it says.</summary>
internal static class SignalPage
{
    public static void Write(Screen screen, SignalExplanation explanation)
    {
        SignalAnswer signal = explanation.Signal;
        screen.Line(signal.Value is null
            ? $"{Bold(signal.Name)}{Text(Words.Labels(signal.Labels))} is {Styled("yellow", "unknown")} ({Text(signal.Reason)})"
            : $"{Bold(signal.Name)}{Text(Words.Labels(signal.Labels))} is {Bold(Words.Quantity(signal.Value, signal.Unit))}");
        if (explanation.Summary.Length > 0)
        {
            screen.Line($"  {Text(explanation.Summary)}");
        }
        if (explanation.WhyUnknown is { } why)
        {
            screen.Line($"  {Styled("yellow", why)}");
        }
        screen.Line();
        screen.Columns([.. Figures(explanation)]);
        screen.Heading("Formula", explanation.Parts.Count > 1 ? "" : Text(explanation.Formula));
        if (explanation.Parts.Count > 1)
        {
            ExplainPage.WriteParts(screen, explanation.Parts, indent: 2);
            screen.Line();
        }
        ExplainPage.WriteInputs(screen, explanation.Inputs);
        WriteRules(screen, explanation);
        screen.Heading("Defined at");
        ExplainPage.WritePlace(screen, explanation.Place, explanation.Revision, null);
    }

    private static IEnumerable<string[]> Figures(SignalExplanation explanation)
    {
        SignalAnswer signal = explanation.Signal;
        yield return [Dim("slot"), Words.Instant(signal.Slot), Dim($"watch group {signal.Group}")];
        yield return signal.Expected is null
            ? [Dim("expected"), "–", Dim(explanation.Model is null ? "the signal has no baseline" : $"baseline {signal.Baseline} ({explanation.Model})")]
            : [Dim("expected"), Text($"{Words.Quantity(signal.Expected, signal.Unit)} ± {Words.Quantity(signal.Spread, signal.Unit)}"), Dim($"baseline {signal.Baseline} ({explanation.Model})")];
        if (signal.Deviation is { } deviation)
        {
            yield return [Dim("deviation"), Text($"{(deviation > 0 ? "+" : "")}{Words.Number(deviation, 3)} spreads"), Dim($"score {Words.Number(signal.Score ?? 0, 4)}")];
        }
        yield return [Dim("tier"), Text(signal.Tier.ToLowerInvariant()), Dim($"newest sample {Words.Seconds(signal.AgeSeconds)} old, windows {Words.Percent(signal.Coverage)} covered")];
    }

    private static void WriteRules(Screen screen, SignalExplanation explanation)
    {
        screen.Heading("Rules that judge it");
        if (explanation.Rules.Count == 0)
        {
            screen.Line(Dim("  none, and no default threshold covers it"));
            return;
        }
        foreach (RuleSays rule in explanation.Rules)
        {
            string mode = (rule.Mode == "Shadow" ? ", shadow" : "") + (rule.IsDefault ? ", default threshold" : "");
            string alert = rule.State == "Inactive" ? "no alert" : $"{rule.State} since {Words.Instant(rule.Since ?? explanation.Signal.Slot)}";
            screen.Line($"  {Styled(Styles.State(rule.Says), rule.Says.PadRight(8))} {Bold(rule.Rule)} {Text($"({rule.Severity}{mode})")}   {Dim($"{alert}; {rule.Place}")}");
            if (rule.Why is { } why)
            {
                screen.Line($"    {Text(why)}");
            }
            if (rule.Parts.Count > 0)
            {
                ExplainPage.WriteParts(screen, rule.Parts, indent: 4);
            }
            else
            {
                screen.Line($"    {Text(rule.Expression)}");
            }
        }
    }
}
