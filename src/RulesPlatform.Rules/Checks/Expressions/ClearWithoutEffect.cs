using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A <c>clear</c> that holds whenever the rule is quiet: without it the alert ends at the same slot.</summary>
internal sealed class ClearWithoutEffect() : Check("RP2113", "A clear without effect", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic.Where(logic => logic.Clear is { } clear && !logic.IsDecided && !logic.Condition.ClearWaitsForBaseline && !logic.Today.MayBe((logic.Breach, false), (clear, false))))
        {
            logic.Rule.Reading.Report(
                Kind, logic.Rule.Properties.Clear!.Node,
                $"'clear' of {Printable.Quote(logic.Rule.Draft.Name.Value)} holds as soon as the rule is quiet: there is no room between the two",
                "move it away from the condition's bound, or leave it out", logic.Rule.RemovalOf("clear"));
        }
    }
}
