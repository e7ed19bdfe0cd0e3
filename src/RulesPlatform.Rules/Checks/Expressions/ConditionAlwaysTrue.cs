using System.Linq.Expressions;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A rule that is breached at every slot at which it is judged. One that says so (<c>true</c>) is a heartbeat.</summary>
internal sealed class ConditionAlwaysTrue() : Check("RP2103", "A condition that is always true", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic.Where(logic => logic.Breach.Kind != ExpressionType.Constant && logic.IsAlways && !logic.Condition.HasEmptyComparison))
        {
            logic.Report(
                Kind, logic.Condition.BreachTree, $"{Printable.Quote(logic.Rule.Draft.Name.Value)} is breached whatever {Printable.Quote(logic.Rule.Signal.Name)} is: this is always true",
                "mend the comparison; a rule that is meant to fire always says \"true\"");
        }
    }
}
