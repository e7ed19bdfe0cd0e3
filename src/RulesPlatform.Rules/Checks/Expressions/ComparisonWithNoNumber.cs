using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A comparison of which one side is NaN whatever it is made of: only <c>!=</c> holds then, and always.</summary>
internal sealed class ComparisonWithNoNumber() : Check("RP2116", "A comparison with what is never a number", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic)
        {
            foreach (PlacedExpression side in logic.Condition.SidesThatAreNoNumber)
            {
                logic.Report(Kind, side, Message(side), "a value that is missing makes the verdict Unknown before the rule runs: it need not be tested for");
            }
        }
        foreach (FormulaLogic formula in subject.Formulas)
        {
            foreach (PlacedExpression side in formula.SidesThatAreNoNumber)
            {
                formula.Report(Kind, side, Message(side), "an input that is missing makes the signal Unknown before the formula runs: it need not be tested for");
            }
        }
    }

    private static string Message(PlacedExpression side) => $"{Printable.Quote(side.Text)} is never a number: '!=' always holds beside it, every other comparison never does";
}
