using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Versions;

/// <summary>A new rule that does what one did that is gone: its alerts would end and begin anew. Asked with <c>--base</c> only.</summary>
internal sealed class RenameWithoutFormerly() : Check("RP6204", "A renamed rule that does not take its alerts along")
{
    public override void Examine(LintSubject subject)
    {
        if (subject.Base is not { } before)
        {
            return;
        }
        foreach ((WrittenRule old, WrittenRule rule) in RenamedRules.Of(before, subject))
        {
            rule.Reading.Report(
                Kind, rule.Draft.Name.Node, $"{Printable.Quote(rule.Id)} does what {Printable.Quote(old.Id)} did, which is gone: alerts that fire will end as removed, and begin anew",
                $"write \"formerly\": [\"{Printable.Clip(old.Id)}\"] into its Properties");
        }
    }
}
