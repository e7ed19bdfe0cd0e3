using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A no-data alert that is given up at the slot at which it would fire.</summary>
internal sealed class AbsenceForgottenTooSoon() : Check("RP4117", "A silence that is forgotten before it fires", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules.Where(rule => rule.Properties.NoData == NoDataPolicy.Alert))
        {
            TimeSpan forgetAfter = rule.Properties.ForgetAfter ?? subject.Defaults.ForgetAfter;
            TimeSpan fires = Slots.UpTo(rule.Properties.For, rule.Signal.Interval);
            if (fires >= rule.Properties.For + forgetAfter)
            {
                rule.Reading.Report(
                    Kind, rule.PlaceOf(rule.Properties.Node.Find("forgetAfter") is null ? "noData" : "forgetAfter"),
                    $"silence would make {Printable.Quote(rule.Draft.Name.Value)} fire after {DurationText.Write(fires)}, but after {DurationText.Write(rule.Properties.For + forgetAfter)} the row is forgotten",
                    $"write \"forgetAfter\": \"{DurationText.Write(rule.Signal.Interval * 4)}\" or more: that long the alert lasts");
            }
        }
    }
}
