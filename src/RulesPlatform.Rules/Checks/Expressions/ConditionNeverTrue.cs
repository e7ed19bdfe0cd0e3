using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A rule that cannot be breached: bounds that exclude each other, or a bound that the signal never reaches.</summary>
internal sealed class ConditionNeverTrue() : Check("RP2104", "A condition that is never true", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic.Where(logic => logic.IsNever && !logic.Condition.HasEmptyComparison))
        {
            logic.Report(
                Kind, logic.Condition.BreachTree, $"{Printable.Quote(logic.Rule.Draft.Name.Value)} is never breached: this is true for no {Printable.Quote(logic.Rule.Signal.Name)}{Reached(logic)}",
                "mend the comparison or the level; to keep a rule without hearing of it write \"mode\": \"shadow\"");
        }
    }

    private static string Reached(RuleLogic logic) => logic.Value == Interval.Finite ? "" : $", whose formula gives {logic.Value}";
}
