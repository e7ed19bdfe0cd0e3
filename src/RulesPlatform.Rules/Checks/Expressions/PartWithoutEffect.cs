using System.Linq.Expressions;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A part of a condition without which it would say the same, whatever the levels are set to.</summary>
internal sealed class PartWithoutEffect() : Check("RP2105", "A part of a condition that decides nothing", Reach.Part)
{
    // Each part is held against all others: beyond that it would take longer than what it finds is worth.
    private const int MostParts = 24;

    public override void Examine(LintSubject subject)
    {
        foreach (RuleLogic logic in subject.Logic.Where(logic => !logic.IsDecided && MayBeIdle(logic.Breach, logic.Today) && !logic.Condition.HasEmptyComparison))
        {
            Examine(logic, logic.Condition.BreachTree, logic.WithAnyLevels, []);
        }
    }

    /// <summary>False for most conditions: no two parts read the same, and each can be true and false even with the levels as they are.</summary>
    private static bool MayBeIdle(Term part, CaseSearch today) => part.Kind switch
    {
        ExpressionType.AndAlso or ExpressionType.OrElse =>
            (part.Parts[0].Reads & part.Parts[1].Reads) != 0 || MayBeIdle(part.Parts[0], today) || MayBeIdle(part.Parts[1], today),
        _ when part.IsComparison => !today.MayBe((part, true)) || !today.MayBe((part, false)),
        _ => true,
    };

    private static bool IsJoined(PlacedExpression part) => part.Parts.Count > 0 && part.Tree is not ParameterExpression;

    /// <param name="around">What holds wherever it matters what the part is.</param>
    private void Examine(RuleLogic logic, PlacedExpression part, CaseSearch search, IReadOnlyList<(Term Term, bool Holds)> around)
    {
        if (!IsJoined(part) || around.Count > MostParts)
        {
            return;
        }
        Term term = logic.Condition.TermOf(part);
        if (part.Parts.Count == 1 && term == logic.Condition.TermOf(part.Parts[0]))
        {
            // An operator over one nested rule.
            Examine(logic, part.Parts[0], search, around);
            return;
        }
        switch (term.Kind)
        {
            case ExpressionType.Not:
                Examine(logic, part.Parts[0], search, around);
                break;
            case ExpressionType.Conditional:
                Term test = logic.Condition.TermOf(part.Parts[0]);
                Examine(logic, part.Parts[1], search, [.. around, (test, true)]);
                Examine(logic, part.Parts[2], search, [.. around, (test, false)]);
                break;
            case ExpressionType.AndAlso or ExpressionType.OrElse:
                ExamineJoined(logic, part, search, around);
                break;
        }
    }

    private void ExamineJoined(RuleLogic logic, PlacedExpression joined, CaseSearch search, IReadOnlyList<(Term Term, bool Holds)> around)
    {
        ExpressionType kind = logic.Condition.TermOf(joined).Kind;
        bool neutral = kind == ExpressionType.AndAlso;
        var kept = Joined(logic, joined, kind).ToList();
        for (int at = kept.Count - 1; at >= 0 && kept.Count is > 1 and <= MostParts; at--)
        {
            PlacedExpression part = kept[at];
            Term term = logic.Condition.TermOf(part);
            IEnumerable<(Term Term, bool)> rest = kept.Where(other => other != part).Select(other => (logic.Condition.TermOf(other), neutral)).Concat(around);
            // What reads none of its operands has no say in what it may be.
            bool isApart = rest.All(one => (one.Term.Reads & term.Reads) == 0);
            if (!(isApart ? search.MayBe((term, !neutral)) : search.MayBe([.. rest, (term, !neutral)])) && !IsAloneOnBaseline(part, kept))
            {
                Report(logic, part, search, neutral);
                kept.RemoveAt(at);
            }
        }
        foreach (PlacedExpression part in kept)
        {
            Examine(logic, part, search, [.. around, .. kept.Where(other => other != part).Select(other => (logic.Condition.TermOf(other), neutral))]);
        }
    }

    private static IEnumerable<PlacedExpression> Joined(RuleLogic logic, PlacedExpression part, ExpressionType kind) =>
        IsJoined(part) && logic.Condition.TermOf(part).Kind == kind ? part.Parts.SelectMany(one => Joined(logic, one, kind)) : [part];

    // What reads the baseline makes the rule wait for it.
    private static bool IsAloneOnBaseline(PlacedExpression part, List<PlacedExpression> all) =>
        ConditionLogic.ReadsBaseline(part) && !all.Exists(other => other != part && ConditionLogic.ReadsBaseline(other));

    private void Report(RuleLogic logic, PlacedExpression part, CaseSearch search, bool isAnd)
    {
        bool isByItself = !search.MayBe((logic.Condition.TermOf(part), !isAnd));
        string why = (isByItself, isAnd) switch
        {
            (true, true) => "it is always true",
            (true, false) => "it is never true",
            (false, true) => "where the rest holds, so does this",
            (false, false) => "where this holds, so does the rest",
        };
        logic.Report(Kind, part, $"this decides nothing: {why}", "remove it, or mend the comparison that was meant to be another");
    }
}
