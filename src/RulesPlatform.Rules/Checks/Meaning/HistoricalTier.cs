using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary><c>"minTier": "historical"</c>: a value of that tier is Unknown, and no rule judges it.</summary>
internal sealed class HistoricalTier() : Check("RP3115", "A tier on which no rule fires", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules.Where(rule => rule.Properties.MinTier == Tier.Historical))
        {
            rule.Reading.Report(
                Kind, rule.PlaceOf("minTier"), $"{Printable.Quote(rule.Draft.Name.Value)} cannot fire on the historical tier: what it shows there is what was expected, not what was measured",
                "write \"delayed\", which does the same; for absence see 'noData'");
        }
    }
}
