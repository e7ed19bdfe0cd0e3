using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Policy;

/// <summary>A rule of which no test says what it is to do, in a rule set that has tests.</summary>
internal sealed class RuleWithoutTest() : Check("RP6103", "A rule that no test covers")
{
    public override void Examine(LintSubject subject)
    {
        if (subject.TestedRules is not { } tested)
        {
            return;
        }
        foreach (WrittenRule rule in subject.Rules.Where(rule => !tested.Contains(rule.Id)))
        {
            rule.Reading.Report(
                Kind, rule.Draft.Name.Node, $"no test in tests/ says when {Printable.Quote(rule.Draft.Name.Value)} is to fire",
                $"add one: \"alerts\": [{{ \"rule\": \"{Printable.Clip(rule.Id)}\", \"states\": \"…\" }}]; 'rulelint test' runs it");
        }
    }
}
