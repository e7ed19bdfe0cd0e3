using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>Something compared with the same thing: a name that was meant to be another.</summary>
internal sealed class ComparisonWithItself() : Check("RP2106", "A comparison of a thing with itself", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic)
        {
            foreach (PlacedExpression part in logic.Condition.SelfComparisons)
            {
                logic.Report(
                    Kind, part, $"both sides are {Printable.Quote(part.Parts[0].Text)}",
                    "name the other thing; a value that is missing makes the verdict Unknown before the rule runs, it need not be tested for");
            }
        }
    }
}
