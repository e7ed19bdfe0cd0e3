using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A time to hold that the next slot exceeds anyway.</summary>
internal sealed class ForShorterThanInterval() : Check("RP4101", "A 'for' that is shorter than the interval", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules)
        {
            (TimeSpan hold, TimeSpan interval) = (rule.Properties.For, rule.Signal.Interval);
            if (hold > TimeSpan.Zero && hold < interval)
            {
                rule.Reading.Report(
                    Kind, rule.PlaceOf("for"), $"'for' is {DurationText.Write(hold)}, but the signal is judged every {DurationText.Write(interval)}: it will hold for {DurationText.Write(interval)}",
                    $"write \"{DurationText.Write(interval)}\" or more, or leave it out to fire at once");
            }
        }
    }
}
