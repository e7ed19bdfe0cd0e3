using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A window over a job that runs less often than the window is long.</summary>
internal sealed class WindowShorterThanItsJob() : Check("RP4112", "A window that is shorter than its job's interval", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            foreach (InputDraft input in signal.Draft.Inputs.Select(input => input.Value).Where(input => input.Over is not null && NeedsSamples(input.Fold.Kind)))
            {
                Examine(input, signal, subject.Feeds);
            }
        }
    }

    // The newest sample is read wherever it is, and none may be counted.
    private static bool NeedsSamples(Fold fold) => fold is not (Fold.Last or Fold.At or Fold.Count);

    private void Examine(InputDraft input, WrittenSignal signal, JobFeeds feeds)
    {
        if (feeds.Of(input) is not [_, ..] jobs || jobs.Any(job => job.Cadence is null))
        {
            return;
        }
        WrittenJob fastest = jobs.MinBy(job => job.Cadence!.Value)!;
        TimeSpan cadence = fastest.Cadence!.Value;
        int needed = input.Fold.Kind is Fold.Rate or Fold.Increase or Fold.Delta or Fold.Slope or Fold.Stddev or Fold.Changes ? 2 : 1;
        bool isToldOfTheSignal = needed == 2 && input.Over < signal.Interval * 2;
        if (input.Over < cadence * needed && !isToldOfTheSignal)
        {
            signal.Reading.Report(
                Kind, input.Node.Find("over")!,
                $"the job {Printable.Quote(fastest.Name)} runs {(fastest.Interval is null ? "at most " : "")}every {DurationText.Write(cadence)}: a window of {DurationText.Write(input.Over!.Value)} holds {(needed == 2 ? "fewer than two samples" : "no sample")} at times",
                $"write \"{DurationText.Write(cadence * 4)}\", which survives a failed scrape, or at least \"{DurationText.Write(cadence * needed)}\"");
        }
    }
}
