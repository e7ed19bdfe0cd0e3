namespace RulesPlatform.Rules.Checks.Allowances;

/// <summary>An allowance that the owners of the rule set do not permit; it has no effect.</summary>
internal sealed class LockedAllowance() : Check("RP9005", "An allowance of a check that is locked")
{
    public override void Examine(LintSubject subject)
    {
        foreach (Allowance allowance in subject.Allowances.Where(one => subject.IsLocked(one.Check)))
        {
            allowance.Reading.Report(
                Kind, allowance.Draft.Check.Node, $"{allowance.Check} is locked in ruleset.json: it cannot be allowed here", "remove the allowance, or talk to the owners of ruleset.json");
        }
    }
}
