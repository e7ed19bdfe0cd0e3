using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A time to go on firing that ends before the next slot could resolve the alert.</summary>
internal sealed class KeepFiringWithoutEffect() : Check("RP4103", "A 'keepFiringFor' that is shorter than the interval", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules)
        {
            (TimeSpan keep, TimeSpan interval) = (rule.Properties.KeepFiringFor, rule.Signal.Interval);
            if (keep > TimeSpan.Zero && keep < interval)
            {
                rule.Reading.Report(
                    Kind, rule.PlaceOf("keepFiringFor"), $"'keepFiringFor' is {DurationText.Write(keep)}, but the signal is judged every {DurationText.Write(interval)}",
                    $"write at least two intervals, \"{DurationText.Write(interval * 2)}\", or leave it out", rule.RemovalOf("keepFiringFor"));
            }
        }
    }
}
