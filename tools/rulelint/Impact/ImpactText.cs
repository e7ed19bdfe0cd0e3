using System.Globalization;
using System.Text;
using RulesPlatform.RuleLint.Replay;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.RuleLint.Impact;

/// <summary>An impact for a terminal.</summary>
internal static class ImpactText
{
    private const int MostRules = 20;
    private const int MostExamples = 10;

    public static string Of(ImpactReport report)
    {
        ImpactResult impact = report.Impact;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"The rules as they are ({report.After.Revision}) against {report.Revision} ({report.Before.Revision})\n");
        text.Append(CultureInfo.InvariantCulture, $"{ImpactWords.Instant(impact.After.From)} to {ImpactWords.Instant(impact.After.Through)}: {impact.After.Batches:N0} batches, {impact.After.Samples:N0} samples, played to both in {report.Took.TotalSeconds:N1} s\n\n");
        text.Append(ImpactWords.Summary(impact)).Append('\n');
        foreach (RuleImpact rule in impact.Touched.Take(MostRules))
        {
            Append(text, rule, impact);
        }
        text.Append(impact.Touched.Count > MostRules ? string.Create(CultureInfo.InvariantCulture, $"\n… and {impact.Touched.Count - MostRules} more rules\n") : "");
        AppendReceivers(text, report);
        AppendExamples(text, impact);
        text.Append(impact.Jobs.Count == 0 ? "" : $"\nCollection changed too ({string.Join(", ", impact.Jobs)}): history holds what was collected then, so that has no part in this.\n");
        return text.Append(CultureInfo.InvariantCulture, $"\ndigests: base {impact.Before.Digest}\n         head {impact.After.Digest}").ToString();
    }

    /// <summary>A rule's chart and lanes, as both formats show them.</summary>
    public static IEnumerable<string> Chart(RuleImpact rule, ImpactResult impact)
    {
        (DateTimeOffset from, DateTimeOffset through) = (impact.After.From, impact.After.Through);
        IReadOnlyList<string> chart = SignalChart.Of(rule.Sketch, from, through, ImpactWords.Levels(rule));
        if (chart.Count == 0)
        {
            yield return $"{rule.Rule.Signal} has no value in this range";
            yield break;
        }
        yield return rule.Rule.Signal;
        foreach (string line in chart)
        {
            yield return line;
        }
        string margin = new(' ', chart[0].IndexOf('┤', StringComparison.Ordinal) + 1);
        if (rule.Before is not null)
        {
            yield return $"{margin}{ImpactWords.Lane(rule, pair => pair.Before, from, through)}  fired before";
        }
        if (rule.After is not null)
        {
            yield return $"{margin}{ImpactWords.Lane(rule, pair => pair.After, from, through)}  fires now";
        }
    }

    private static void Append(StringBuilder text, RuleImpact rule, ImpactResult impact)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{rule.Rule.Id}   {rule.Rule.Origin}   {rule.Touch}\n");
        foreach (string edit in ImpactWords.Edits(rule))
        {
            text.Append("  ").Append(edit).Append('\n');
        }
        text.Append("  firings ").Append(ImpactWords.Firings(rule)).Append('\n');
        // Of what only reads something that changed, and decides as before, there is nothing to see.
        foreach (string line in rule.IsEdited || !rule.HasSameOutcome ? Chart(rule, impact) : [])
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }

    private static void AppendReceivers(StringBuilder text, ImpactReport report)
    {
        ImpactResult impact = report.Impact;
        string unit = impact.After.PerWeek(1) is null ? "in this range" : "a week";
        text.Append(CultureInfo.InvariantCulture, $"\nnotifications {unit,-15}{"before",10}{"after",10}{"pages before",15}{"after",10}\n");
        foreach (ReceiverImpact receiver in impact.Receivers)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {receiver.Receiver,-27}{ImpactWords.Rate(impact.Before, receiver.Before),10}{ImpactWords.Rate(impact.After, receiver.After),10}{ImpactWords.Rate(impact.Before, receiver.PagesBefore),15}{ImpactWords.Rate(impact.After, receiver.PagesAfter),10}\n");
        }
        text.Append(impact.Receivers.Count == 0 ? "  none, before or after\n" : "");
        if (report.Limit is { } limit)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {report.NewPagesPerWeek:+0.0;-0.0;0} pages a week, {(report.ExceedsLimit ? "more than" : "within")} the {limit.Text} that --max-new-pages allows\n");
        }
    }

    private static void AppendExamples(StringBuilder text, ImpactResult impact)
    {
        IReadOnlyList<EpisodePair> examples = ImpactWords.Examples(impact, MostExamples);
        int all = impact.Differences.Count();
        if (all == 0)
        {
            return;
        }
        text.Append(all > examples.Count ? string.Create(CultureInfo.InvariantCulture, $"\n{examples.Count} of {all:N0} differences\n") : "\ndifferences\n");
        foreach (EpisodePair pair in examples)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {pair.Alert}  {ImpactWords.Difference(pair)}\n");
            foreach (string line in ImpactWords.Because(pair))
            {
                text.Append("      ").Append(line).Append('\n');
            }
        }
    }
}
