using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A seasonal baseline that sees no hour of its season twice.</summary>
internal sealed class SeasonSeenOnce() : Check("RP4104", "A season that its history does not hold twice", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            if (signal.Draft.Baseline is { } baseline && baseline.Season > TimeSpan.Zero && baseline.History < baseline.Season * 2)
            {
                signal.Reading.Report(
                    Kind, signal.Draft.Node.Find("baseline")!, $"a season of {DurationText.Write(baseline.Season)} is learnt from {DurationText.Write(baseline.History)}: no part of it is seen twice",
                    $"write \"history\": \"{DurationText.Write(baseline.Season * 2)}\" or more, better four seasons");
            }
        }
    }
}
