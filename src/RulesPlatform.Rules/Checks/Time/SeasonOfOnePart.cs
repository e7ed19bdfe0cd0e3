using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A season in which the signal is judged once: there is nothing to tell apart.</summary>
internal sealed class SeasonOfOnePart() : Check("RP4114", "A season that holds a single slot", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            if (signal.Draft.Baseline is { Model: "seasonal" } baseline && baseline.Season < signal.Interval * 2)
            {
                signal.Reading.Report(
                    Kind, signal.Draft.Node.Find("baseline")!.Find("season") ?? signal.Draft.Node.Find("baseline")!,
                    $"a season of {DurationText.Write(baseline.Season)} holds one slot at most: the signal is judged every {DurationText.Write(signal.Interval)}",
                    "write a longer season, \"1d\" or \"1w\", or the model \"ewma\"");
            }
        }
    }
}
