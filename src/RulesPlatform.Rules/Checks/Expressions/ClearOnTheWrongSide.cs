using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A <c>clear</c> that holds wherever the rule is breached, and not everywhere else: it points the wrong way.</summary>
internal sealed class ClearOnTheWrongSide() : Check("RP2112", "A clear that holds while the rule is breached", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic.Where(logic => logic.Clear is { } clear && !logic.IsDecided && PointsToBreach(logic, clear)))
        {
            logic.Rule.Reading.Report(
                Kind, logic.Rule.Properties.Clear!.Node,
                $"'clear' of {Printable.Quote(logic.Rule.Draft.Name.Value)} holds whenever the rule is breached, and not always when it is quiet: the further things get better, the longer the alert stays",
                "turn the comparison round: 'clear' says when things are well again");
        }
    }

    // Of one operand alone: with several, 'clear' may ask for more than that the breach be over, such as good coverage.
    private static bool PointsToBreach(RuleLogic logic, Term clear) =>
        !logic.Today.MayBe((logic.Breach, true), (clear, false)) && logic.Today.MayBe((logic.Breach, false), (clear, true))
        && logic.Today.MayBe((logic.Breach, false), (clear, false))
        && clear.Operands() is [var only] && logic.Breach.Operands() is [var other] && only == other;
}
