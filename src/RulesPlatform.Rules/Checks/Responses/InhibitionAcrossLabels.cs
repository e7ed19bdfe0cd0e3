using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>An inhibition by a label that one side's alerts keep and the other's do not have: it is never equal.</summary>
internal sealed class InhibitionAcrossLabels() : Check("RP5116", "An inhibition by a label that one side lacks")
{
    private enum Presence
    {
        Always,
        Never,
        Unknown,
    }

    public override void Examine(LintSubject subject)
    {
        if (!subject.Manuscript.Responses.Any(file => file.Draft!.Inhibitions.Any(one => one.Equal.Count > 0)))
        {
            return;
        }
        AlertIdentities alerts = subject.Alerts;
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (InhibitionDraft one in file.Draft!.Inhibitions.Where(one => one.Equal.Count > 0))
            {
                AlertIdentities.Identity[] sources = [.. alerts.Fitting(one.Source)];
                AlertIdentities.Identity[] targets = [.. alerts.Fitting(one.Target)];
                foreach (TextNode label in one.Node.Find("equal")!.Items)
                {
                    (Presence source, Presence target) = (Of(label.Text, sources), Of(label.Text, targets));
                    if ((source, target) is (Presence.Always, Presence.Never) or (Presence.Never, Presence.Always))
                    {
                        bool isSource = source == Presence.Always;
                        file.Reading.Report(
                            Kind, label, $"the alerts of '{(isSource ? "source" : "target")}' have the label {Printable.Quote(label.Text)}, and none of '{(isSource ? "target" : "source")}' has it: {Printable.Quote(one.Name.Value)} holds nothing",
                            "leave it out of 'equal', or let the signals of both sides keep it");
                    }
                }
            }
        }
    }

    private static Presence Of(string label, AlertIdentities.Identity[] alerts)
    {
        Presence[] all = [.. alerts.Select(alert => alert[label] is not null ? Presence.Always
            : alert.SignalLabels is not { } labels ? Presence.Unknown
            : labels.Contains(label) ? Presence.Always : Presence.Never).Distinct()];
        return all.Length == 1 ? all[0] : Presence.Unknown;
    }
}
