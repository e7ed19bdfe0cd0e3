using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A <c>clear</c> that holds at no slot at which the rule is quiet: its alerts never end by themselves.</summary>
internal sealed class ClearThatNeverHolds() : Check("RP2111", "A clear that never holds", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic.Where(logic => logic.Clear is { } clear && !logic.IsDecided && !logic.Today.MayBe((logic.Breach, false), (clear, true))))
        {
            logic.Rule.Reading.Report(
                Kind, logic.Rule.Properties.Clear!.Node,
                $"'clear' of {Printable.Quote(logic.Rule.Draft.Name.Value)} never holds while the rule is quiet: an alert ends only when its data do",
                "let it hold on the quiet side of the condition, a little away from its bound");
        }
    }
}
