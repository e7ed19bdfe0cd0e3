using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Allowances;

/// <summary>An id in <c>allow</c> or in the lint policy that is not a check's.</summary>
internal sealed class UnknownAllowance() : Check("RP9001", "An allowance of a check that does not exist")
{
    public override void Examine(LintSubject subject)
    {
        foreach (Allowance allowance in subject.Allowances)
        {
            Examine(allowance.Draft.Check, allowance.Reading);
        }
        LintDraft policy = subject.Policy;
        foreach (Located<string> id in policy.Severities.Select(one => one.Check).Concat(policy.Locked))
        {
            Examine(id, subject.Manuscript.RuleSet!.Reading);
        }
    }

    private void Examine(Located<string> id, Reading reading)
    {
        if (CheckCatalogue.Find(id.Value) is null)
        {
            string help = Nearest.To(id.Value, [.. CheckCatalogue.All.Select(check => check.Kind.Id)]) is { } near
                ? $"did you mean '{near}'? 'rulelint list' shows them all" : "'rulelint list' shows them all; what keeps a rule set from loading cannot be allowed";
            reading.Report(Kind, id.Node, $"there is no check {Printable.Quote(id.Value)}", help);
        }
    }
}
