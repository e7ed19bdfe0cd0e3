using System.Globalization;

namespace RulesPlatform.Rules.Checks.Allowances;

/// <summary>An allowance whose last day has passed: what it allowed is found again.</summary>
internal sealed class ExpiredAllowance() : Check("RP9003", "An allowance that has ended")
{
    public override void Examine(LintSubject subject)
    {
        foreach (Allowance allowance in subject.Allowances.Where(one => one.IsOver(subject.Today)))
        {
            allowance.Reading.Report(
                Kind, allowance.Draft.Until!.Node, string.Create(CultureInfo.InvariantCulture, $"{allowance.Check} was allowed until {allowance.Draft.Until.Value:yyyy-MM-dd}"),
                "mend what it allowed and remove it, or say anew until when, and why", allowance.Removal);
        }
    }
}
