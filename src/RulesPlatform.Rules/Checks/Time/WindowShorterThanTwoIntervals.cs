using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A fold that needs two points over a window that seldom holds them.</summary>
internal sealed class WindowShorterThanTwoIntervals() : Check("RP4102", "A window too short for its fold", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            foreach (Entry<InputDraft> input in signal.Draft.Inputs.Where(input => NeedsTwo(input.Value.Fold.Kind) && input.Value.Over is { } over && over < signal.Interval * 2))
            {
                string least = DurationText.Write(signal.Interval * 2);
                signal.Reading.Report(
                    Kind, input.Value.Node.Find("over")!, $"a window of {DurationText.Write(input.Value.Over!.Value)} at an interval of {DurationText.Write(signal.Interval)} holds fewer than two samples at times",
                    $"write \"{least}\" or more; four intervals survive a failed scrape");
            }
        }
    }

    private static bool NeedsTwo(Fold fold) => fold is Fold.Rate or Fold.Increase or Fold.Delta or Fold.Slope or Fold.Stddev or Fold.Changes;
}
