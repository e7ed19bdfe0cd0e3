namespace RulesPlatform.Rules.Checks.Allowances;

/// <summary>An allowance that the next reader cannot judge.</summary>
internal sealed class AllowanceWithoutReason() : Check("RP9004", "An allowance without a reason")
{
    public override void Examine(LintSubject subject)
    {
        foreach (Allowance allowance in subject.Allowances.Where(one => one.Draft.Because.Length == 0))
        {
            allowance.Reading.ReportOpening(Kind, allowance.Draft.Node, $"nothing says why {allowance.Check} is allowed", "add \"because\": \"…\"");
        }
    }
}
