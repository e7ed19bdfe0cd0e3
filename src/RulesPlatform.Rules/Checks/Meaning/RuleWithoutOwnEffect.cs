using RulesPlatform.Rules.Checks.Responses;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A rule that fires only while a milder condition of the same severity and labels has fired already, and that no response tells apart.</summary>
internal sealed class RuleWithoutOwnEffect() : Check("RP3104", "A rule that another one makes superfluous")
{
    public override void Examine(LintSubject subject)
    {
        var levels = new LevelTable(subject);
        var names = new AlertNames(subject);
        var limits = from rule in subject.Rivals.SelectMany(rules => rules)
                     let limit = ValueLimit.Of(rule, levels)
                     where limit is not null && rule.Properties is { Clear: null, Flapping: null }
                     select (Rule: rule, Limit: limit.Value);
        foreach (var group in limits.GroupBy(one => (RuleConduct.Of(one.Rule), one.Limit.IsAbove)))
        {
            // The mildest come first; of those, the one that fires soonest and lasts longest covers most.
            WrittenRule? cover = null;
            ValueLimit bound = default;
            foreach ((WrittenRule rule, ValueLimit limit) in group.OrderBy(one => one.Limit.Strictness).ThenBy(one => one.Rule.Properties.For))
            {
                if (cover is not null && IsCovered(rule, cover) && limit != bound && !names.MayTellApart(rule) && !names.MayTellApart(cover))
                {
                    rule.Reading.Report(
                        Kind, rule.Draft.Name.Node,
                        $"whenever {Printable.Quote(rule.Draft.Name.Value)} ({limit}) begins to fire, {Printable.Quote(cover.Id)} ({bound}) fires already, with the same severity and labels",
                        "remove it, or give it another severity, or labels that a response reads");
                }
                if (cover is null || IsCovered(cover, rule))
                {
                    (cover, bound) = (rule, limit);
                }
            }
        }
    }

    private static bool IsCovered(WrittenRule rule, WrittenRule cover)
    {
        (ThresholdProperties its, ThresholdProperties other) = (rule.Properties, cover.Properties);
        return other.For <= its.For && other.KeepFiringFor >= its.KeepFiringFor;
    }
}
