using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>An escalation to someone who has been told already.</summary>
internal sealed class EscalationToTheTold() : Check("RP5110", "An escalation to a receiver that has been told")
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRoute route in subject.Routes.Where(route => route.Notify is not null))
        {
            var told = new HashSet<string>(StringComparer.Ordinal) { route.Notify!.Receiver.Value };
            foreach (EscalationDraft step in route.Notify.Escalation.OrderBy(step => step.After).Where(step => !told.Add(step.Receiver.Value)))
            {
                route.Reading.Report(
                    Kind, step.Receiver.Node, $"{Printable.Quote(step.Receiver.Value)} has been told before this step, after {DurationText.Write(step.After)}, is taken",
                    "name someone else; to remind those who were told, make 'repeat' shorter");
            }
        }
    }
}
