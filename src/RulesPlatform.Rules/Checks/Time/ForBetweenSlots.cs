using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A time to hold that ends between two slots: the later one decides.</summary>
internal sealed class ForBetweenSlots() : Check("RP4106", "A 'for' that ends between two slots", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules)
        {
            (TimeSpan hold, TimeSpan interval) = (rule.Properties.For, rule.Signal.Interval);
            if (hold > interval && !Slots.IsWhole(hold, interval))
            {
                TimeSpan held = Slots.UpTo(hold, interval);
                rule.Reading.Report(
                    Kind, rule.PlaceOf("for"), $"'for' is {DurationText.Write(hold)}, but the signal is judged every {DurationText.Write(interval)}: it will hold for {DurationText.Write(held)}",
                    $"write \"{DurationText.Write(held)}\" or \"{DurationText.Write(held - interval)}\"");
            }
        }
    }
}
