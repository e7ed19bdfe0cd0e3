using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>An override with whose levels a rule is decided, or its <c>clear</c> is, for the rows that it is for; with the other levels it is not.</summary>
internal sealed class OverrideThatDecides() : Check("RP2114", "An override that leaves a rule nothing to decide", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic.Where(logic => logic.Levels is { Overrides.Count: > 0 } && !logic.IsDecided && !logic.Condition.HasEmptyComparison))
        {
            bool hasClear = logic.Clear is { } clear && logic.Today.MayBe((logic.Breach, false), (clear, true)) && logic.Today.MayBe((logic.Breach, false), (clear, false));
            foreach (LevelOverrideDraft one in logic.Levels!.Overrides)
            {
                if (Effect(logic, logic.With(one), hasClear ? logic.Clear : null) is { } effect)
                {
                    logic.Rule.Reading.Report(
                        Kind, one.Node.Find("where")!, $"for {Printable.Clip($"{{{string.Join(", ", one.Where)}}}")} {effect}",
                        "mend the level; a rule that is not meant for these rows is better kept from them in its signal's 'where'");
                }
            }
        }
    }

    private static string? Effect(RuleLogic logic, CaseSearch rows, Term? clear)
    {
        string rule = Printable.Quote(logic.Rule.Draft.Name.Value);
        if (!rows.MayBe((logic.Breach, true)))
        {
            return $"{rule} is never breached with these levels";
        }
        if (!rows.MayBe((logic.Breach, false)))
        {
            return $"{rule} is always breached with these levels";
        }
        if (clear is null)
        {
            return null;
        }
        return !rows.MayBe((logic.Breach, false), (clear, true)) ? $"'clear' of {rule} never holds with these levels"
            : !rows.MayBe((logic.Breach, false), (clear, false)) && !logic.Condition.ClearWaitsForBaseline ? $"'clear' of {rule} has no effect with these levels: it holds as soon as the rule is quiet"
            : null;
    }
}
