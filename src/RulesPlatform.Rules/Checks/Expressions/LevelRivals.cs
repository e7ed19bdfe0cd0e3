using System.Linq.Expressions;
using RulesPlatform.Rules.Checks.Meaning;
using RulesPlatform.Rules.Checks.Reasoning;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>A milder and a severer rule that differ in the level with which they compare the value, and in nothing else that counts.</summary>
internal readonly record struct LevelRivals(RuleLogic Milder, int MilderLevel, RuleLogic Severer, int SevererLevel, bool IsAbove)
{
    private static readonly string[] s_severities = ["info", "warning", "critical"];

    public static IEnumerable<LevelRivals> Of(LintSubject subject)
    {
        var plain = from logic in subject.Logic
                    where logic.Levels is { Overrides.Count: > 0 }
                    let limit = LimitOf(logic.Breach)
                    where limit is not null
                    select (Logic: logic, limit.Value.Level, limit.Value.IsAbove);
        return from alike in plain.GroupBy(one => (one.Logic.Levels, RuleConduct.WithoutSeverity(one.Logic.Rule), one.IsAbove))
               from milder in alike
               from severer in alike
               where SeverityOf(milder.Logic) < SeverityOf(severer.Logic) && milder.Level != severer.Level
                   && severer.Logic.Rule.Properties.For <= milder.Logic.Rule.Properties.For
               select new LevelRivals(milder.Logic, milder.Level, severer.Logic, severer.Level, milder.IsAbove);
    }

    /// <summary>Whether rows with these levels meet the severer rule more easily than the milder one.</summary>
    public bool IsTurned(double milder, double severer) => IsAbove ? milder > severer : milder < severer;

    private static int SeverityOf(RuleLogic logic) => Array.IndexOf(s_severities, logic.Rule.Properties.Severity);

    /// <summary>Of <c>signal.Value &gt; threshold.x</c>, in either order; null for any other condition.</summary>
    private static (int Level, bool IsAbove)? LimitOf(Term condition)
    {
        bool isGreater = condition.Kind is ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual;
        if (!isGreater && condition.Kind is not (ExpressionType.LessThan or ExpressionType.LessThanOrEqual))
        {
            return null;
        }
        return (condition.Parts[0], condition.Parts[1]) switch
        {
            ({ Mark: "Value" }, { IsOperand: true, Mark: int level }) => (level, isGreater),
            ({ IsOperand: true, Mark: int level }, { Mark: "Value" }) => (level, !isGreater),
            _ => null,
        };
    }
}
