using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>A side of an inhibition that asks for a name, an id or a severity which no rule has.</summary>
internal sealed class InhibitionOfNoAlert() : Check("RP5107", "An inhibition that waits for an alert which does not exist")
{
    public override void Examine(LintSubject subject)
    {
        if (!subject.Manuscript.Responses.Any(file => file.Draft!.Inhibitions.Count > 0))
        {
            return;
        }
        AlertIdentities alerts = subject.Alerts;
        if (alerts.All.Count == 0)
        {
            return;
        }
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (InhibitionDraft one in file.Draft!.Inhibitions)
            {
                Examine(one, one.Source, one.Node.Find("source")!, alerts, file.Reading);
                Examine(one, one.Target, one.Node.Find("target")!, alerts, file.Reading);
            }
        }
    }

    private void Examine(InhibitionDraft one, IReadOnlyList<LabelMatcher> side, TextNode place, AlertIdentities alerts, Reading reading)
    {
        LabelMatcher[] ours = [.. side.Where(matcher => matcher.Name is "alertname" or "rule" or "severity")];
        if (ours.Length == 0 || alerts.Fitting(ours).Any())
        {
            return;
        }
        LabelMatcher? alone = ours.FirstOrDefault(matcher => !alerts.Fitting([matcher]).Any());
        TextMember? member = alone is null ? null : place.Members.First(member => member.Name == alone.Name);
        string wanted = string.Join(", ", (alone is null ? ours : [alone]).Select(matcher => matcher.ToString()));
        string message = $"no rule has {Printable.Clip(wanted)}: {Printable.Quote(one.Name.Value)} holds nothing";
        string help = (alone is { IsRegex: false } ? Nearest.Help(alone.Operand, Candidates(alone.Name, alerts), "there are") : null) ?? "mend it, or remove the inhibition";
        if (member is null)
        {
            reading.Report(Kind, place, message, help);
        }
        else
        {
            reading.Report(Kind, member.Value, message, help);
        }
    }

    private static HashSet<string> Candidates(string label, AlertIdentities alerts) =>
        label switch { "alertname" => alerts.Names, "rule" => alerts.Ids, _ => AlertIdentities.Severities };
}
