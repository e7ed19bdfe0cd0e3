using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A warning that fires only once the critical alert has: the levels are the wrong way round.</summary>
internal sealed class MilderRuleAsksForMore() : Check("RP3105", "A milder rule that asks for more than a severer one")
{
    private static readonly string[] s_severities = ["info", "warning", "critical"];

    public override void Examine(LintSubject subject)
    {
        var levels = new LevelTable(subject);
        var limits = from rule in subject.Rivals.SelectMany(rules => rules)
                     let limit = ValueLimit.Of(rule, levels)
                     where limit is not null
                     select (Rule: rule, Limit: limit.Value);
        foreach (var group in limits.GroupBy(one => (RuleConduct.WithoutSeverity(one.Rule), one.Limit.IsAbove)))
        {
            // By severity, the condition that is met most easily among those that wait least.
            var easiest = new (WrittenRule Rule, ValueLimit Limit)?[s_severities.Length];
            foreach ((WrittenRule rule, ValueLimit limit) in group.OrderBy(one => one.Limit.Strictness))
            {
                int own = SeverityOf(rule);
                for (int severer = own + 1; severer < easiest.Length; severer++)
                {
                    if (easiest[severer] is { } other && other.Limit != limit && other.Rule.Properties.For <= rule.Properties.For)
                    {
                        Report(rule, limit, other.Rule, other.Limit);
                        break;
                    }
                }
                if (easiest[own] is null || rule.Properties.For < easiest[own]!.Value.Rule.Properties.For)
                {
                    easiest[own] = (rule, limit);
                }
            }
        }
    }

    private static int SeverityOf(WrittenRule rule) => Array.IndexOf(s_severities, rule.Properties.Severity);

    private void Report(WrittenRule rule, ValueLimit limit, WrittenRule other, ValueLimit bound) => rule.Reading.Report(
        Kind, rule.PlaceOf("severity"),
        $"{Printable.Quote(rule.Draft.Name.Value)} is {rule.Properties.Severity} {limit}, but {Printable.Quote(other.Id)} is {other.Properties.Severity} {bound} already",
        "swap the two levels, or the two severities");
}
