using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A <c>flapping</c> that asks for more beginnings than fit into its time.</summary>
internal sealed class FlappingOutOfReach() : Check("RP4105", "Flapping that is out of reach", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules)
        {
            if (rule.Properties.Flapping is not { } flapping)
            {
                continue;
            }
            // It fires, is quiet for a slot, and breaches anew.
            TimeSpan interval = rule.Signal.Interval;
            TimeSpan apart = (interval * 2) + Slots.UpTo(rule.Properties.For, interval) + Slots.UpTo(rule.Properties.KeepFiringFor, interval);
            TimeSpan least = apart * (flapping.Changes - 1);
            if (least > flapping.Within)
            {
                rule.Reading.Report(
                    Kind, rule.PlaceOf("flapping").Find("within")!,
                    $"{Printable.Quote(rule.Draft.Name.Value)} cannot begin to fire {flapping.Changes} times in {DurationText.Write(flapping.Within)}: with its interval, 'for' and 'keepFiringFor' that takes {DurationText.Write(least)}",
                    $"write \"within\": \"{DurationText.Write(least * 2)}\" or more, or fewer changes");
            }
        }
    }
}
