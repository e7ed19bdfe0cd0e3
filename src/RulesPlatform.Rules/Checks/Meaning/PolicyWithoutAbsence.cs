using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A <c>noData</c> over a signal in which a number stands in for whatever is absent.</summary>
internal sealed class PolicyWithoutAbsence() : Check("RP3121", "A policy for an absence that cannot be", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules.Where(rule => rule.Properties.Node.Find("noData") is not null))
        {
            if (rule.Signal.Draft.Inputs.All(input => input.Value is { Metric: not null, Absent: not null }))
            {
                rule.Reading.Report(
                    Kind, rule.PlaceOf("noData"), $"{Printable.Quote(rule.Signal.Name)} is never without data: each of its inputs has a number in 'absent'",
                    "leave 'noData' out, or let one input be \"absent\": \"unknown\"", rule.RemovalOf("noData"));
            }
        }
    }
}
