using System.Linq.Expressions;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Compile.Trees;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>An <c>if</c> or <c>?:</c> of a formula of which one branch is never taken, by what the inputs can be and by the tests around it.</summary>
internal sealed class DecidedTest() : Check("RP2119", "A test in a formula that is decided", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (FormulaLogic formula in subject.Formulas.Where(formula => formula.Tree.Parts.Count > 0 && formula.SidesThatAreNoNumber.Count == 0))
        {
            Examine(formula, formula.Tree, formula.Search, []);
        }
    }

    private void Examine(FormulaLogic formula, PlacedExpression part, CaseSearch search, IReadOnlyList<(Term, bool)> around)
    {
        if (part.Tree.NodeType != ExpressionType.Conditional)
        {
            foreach (PlacedExpression one in part.Parts)
            {
                Examine(formula, one, search, around);
            }
            return;
        }
        Term test = formula.TermOf(part.Parts[0]);
        (bool mayHold, bool mayFail) = (search.MayBe([.. around, (test, true)]), search.MayBe([.. around, (test, false)]));
        if (!mayHold || !mayFail)
        {
            formula.Report(
                Kind, part.Parts[0], $"this is {(mayFail ? "never" : "always")} true, so {Printable.Quote(part.Parts[mayFail ? 1 : 2].Text)} is never what the formula gives",
                "mend the test, or keep the other branch alone");
        }
        Examine(formula, part.Parts[0], search, around);
        for (int branch = 1; branch <= 2; branch++)
        {
            if (branch == 1 ? mayHold : mayFail)
            {
                Examine(formula, part.Parts[branch], search, [.. around, (test, branch == 1)]);
            }
        }
    }
}
