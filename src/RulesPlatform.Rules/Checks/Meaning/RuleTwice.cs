using RulesPlatform.Rules.Checks.Responses;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>Two rules that fire and end together, with the same severity and labels: whoever is told, is told twice.</summary>
internal sealed class RuleTwice() : Check("RP3103", "A rule that is there twice")
{
    public override void Examine(LintSubject subject)
    {
        var levels = new LevelTable(subject);
        var names = new AlertNames(subject);
        var known = new Dictionary<string, WrittenRule>(StringComparer.Ordinal);
        foreach (WrittenRule rule in subject.Rivals.SelectMany(rules => rules))
        {
            string key = $"{RuleConduct.Of(rule)} {DurationText.Write(rule.Properties.For)} {DurationText.Write(rule.Properties.KeepFiringFor)} {ConditionText.Of(rule, levels)}";
            if (!known.TryAdd(key, rule) && !names.MayTellApart(rule) && !names.MayTellApart(known[key]))
            {
                rule.Reading.Report(
                    Kind, rule.Draft.Name.Node, $"{Printable.Quote(rule.Draft.Name.Value)} fires whenever {Printable.Quote(known[key].Id)} does, and ends with it: same signal, condition, severity and labels",
                    "remove one of the two; where its alerts should be taken over, write \"formerly\" in the other");
            }
        }
    }
}
