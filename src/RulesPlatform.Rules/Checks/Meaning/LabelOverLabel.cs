using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A label of a rule that replaces one of the signal's, or that the platform replaces: alerts of different rows look the same to a receiver.</summary>
internal sealed class LabelOverLabel() : Check("RP3111", "A label that replaces another one", Reach.Part)
{
    private static readonly string[] s_ours = ["alertname", "severity", "rule"];

    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules.Where(rule => rule.Properties.Labels.Count > 0))
        {
            IReadOnlySet<string>? labels = subject.Labels.Of(rule.Signal);
            foreach (TextMember member in rule.Properties.Node.Find("labels")!.Members)
            {
                if (Array.IndexOf(s_ours, member.Name) >= 0)
                {
                    rule.Reading.Report(
                        Kind, member, $"{Printable.Quote(member.Name)} is a label that every alert gets from the platform: this value is never seen", "remove it, or choose another name");
                }
                else if (labels is not null && labels.Contains(member.Name))
                {
                    rule.Reading.Report(
                        Kind, member, $"this replaces the label {Printable.Quote(member.Name)} of {Printable.Quote(rule.Signal.Name)}: a receiver cannot tell its rows apart any more",
                        "choose another name, or remove it");
                }
            }
        }
    }
}
