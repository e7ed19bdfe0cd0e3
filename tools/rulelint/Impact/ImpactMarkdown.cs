using System.Globalization;
using System.Text;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.RuleLint.Impact;

/// <summary>An impact as a comment on a pull request: the verdict and rates first, what takes room folded away. Begins with a marker, so that the next run finds and replaces it.</summary>
internal static class ImpactMarkdown
{
    public const string Marker = "<!-- rulelint impact -->";
    private const int MostRules = 10;
    private const int MostExamples = 10;

    public static string Of(ImpactReport report)
    {
        ImpactResult impact = report.Impact;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Marker}\n### rulelint impact: {ImpactWords.Summary(impact)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Played {ImpactWords.Instant(impact.After.From)} to {ImpactWords.Instant(impact.After.Through)} ({impact.After.Samples:N0} samples) to both rule sets.");
        text.Append(report.Limit is { } limit ? string.Create(CultureInfo.InvariantCulture, $" **{report.NewPagesPerWeek:+0.0;-0.0;0} pages a week**, {(report.ExceedsLimit ? ":x: more than" : "within")} the allowed {limit.Text}.\n\n") : "\n\n");
        AppendRules(text, impact);
        AppendReceivers(text, impact);
        AppendExamples(text, impact);
        text.Append(impact.Jobs.Count == 0 ? "" : $"\nCollection changed too ({Cell(string.Join(", ", impact.Jobs))}): history holds what was collected then, so that has no part in this.\n");
        return text.Append(CultureInfo.InvariantCulture, $"\n<sub>base {report.Before.Revision}, digest {impact.Before.Digest[..12]} · head {report.After.Revision}, digest {impact.After.Digest[..12]}</sub>").ToString();
    }

    private static void AppendRules(StringBuilder text, ImpactResult impact)
    {
        if (impact.Touched.Count == 0)
        {
            return;
        }
        text.Append("| rule | | firings |\n|---|---|---|\n");
        foreach (RuleImpact rule in impact.Touched)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(rule.Rule.Id)} | {Cell(string.Join("; ", [rule.Touch, .. ImpactWords.Edits(rule)]))} | {ImpactWords.Firings(rule)} |\n");
        }
        foreach (RuleImpact rule in impact.Touched.Where(rule => !rule.HasSameOutcome).Take(MostRules))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{Cell(rule.Rule.Id)}</summary>\n\n```\n{string.Join('\n', ImpactText.Chart(rule, impact))}\n```\n</details>\n");
        }
    }

    private static void AppendReceivers(StringBuilder text, ImpactResult impact)
    {
        string unit = impact.After.PerWeek(1) is null ? "" : " a week";
        text.Append(CultureInfo.InvariantCulture, $"\n| notifications{unit} | before | after | pages before | pages after |\n|---|--:|--:|--:|--:|\n");
        foreach (ReceiverImpact receiver in impact.Receivers)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(receiver.Receiver)} | {ImpactWords.Rate(impact.Before, receiver.Before)} | {ImpactWords.Rate(impact.After, receiver.After)} | {ImpactWords.Rate(impact.Before, receiver.PagesBefore)} | {ImpactWords.Rate(impact.After, receiver.PagesAfter)} |\n");
        }
        text.Append(impact.Receivers.Count == 0 ? "| none | | | | |\n" : "");
    }

    private static void AppendExamples(StringBuilder text, ImpactResult impact)
    {
        IReadOnlyList<EpisodePair> examples = ImpactWords.Examples(impact, MostExamples);
        if (examples.Count == 0)
        {
            return;
        }
        text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{ImpactWords.Count(examples.Count, "difference", "differences")} of {impact.Differences.Count():N0}, with evidence</summary>\n\n");
        foreach (EpisodePair pair in examples)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{pair.Alert}` {ImpactWords.Difference(pair)}\n  ```\n");
            foreach (string line in ImpactWords.Because(pair))
            {
                text.Append("  ").Append(line).Append('\n');
            }
            text.Append("  ```\n");
        }
        text.Append("</details>\n");
    }

    private static string Cell(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
