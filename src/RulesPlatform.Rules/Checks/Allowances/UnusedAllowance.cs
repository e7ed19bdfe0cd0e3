namespace RulesPlatform.Rules.Checks.Allowances;

/// <summary>An allowance of something that is not found any more. Looks at what the checks before it found.</summary>
internal sealed class UnusedAllowance() : Check("RP9002", "An allowance that allows nothing")
{
    public override void Examine(LintSubject subject)
    {
        foreach (Allowance allowance in subject.Allowances.Where(one =>
            !one.IsUsed && !one.IsOver(subject.Today) && !subject.IsLocked(one.Check) && CheckCatalogue.Find(one.Check) is not null))
        {
            allowance.Reading.Report(Kind, allowance.Draft.Check.Node, $"{allowance.Check} finds nothing here", "remove the allowance", allowance.Removal);
        }
    }
}
