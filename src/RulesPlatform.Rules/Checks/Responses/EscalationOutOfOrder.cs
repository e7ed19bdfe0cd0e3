using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>Escalation steps that do not stand in the order in which they are taken, or that are taken at once.</summary>
internal sealed class EscalationOutOfOrder() : Check("RP5109", "Escalation steps that are out of order")
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRoute route in subject.Routes.Where(route => route.Notify is not null))
        {
            IReadOnlyList<EscalationDraft> steps = route.Notify!.Escalation;
            for (int i = 1; i < steps.Count; i++)
            {
                if (steps[i].After <= steps[i - 1].After)
                {
                    string order = steps[i].After == steps[i - 1].After ? "at the same time as" : "before";
                    route.Reading.Report(
                        Kind, steps[i].Node.Find("after")!, $"after {DurationText.Write(steps[i].After)} this is taken {order} the step above it, {Printable.Quote(steps[i - 1].Receiver.Value)} after {DurationText.Write(steps[i - 1].After)}",
                        "'after' counts from the first notification, not from the step before: let each be longer than the one above");
                }
            }
        }
    }
}
