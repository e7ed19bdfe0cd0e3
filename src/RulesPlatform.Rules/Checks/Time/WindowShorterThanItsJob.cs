using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Catalogues;
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
                Examine(input, signal, subject);
            }
        }
    }

    // The newest sample is read wherever it is, and none may be counted.
    private static bool NeedsSamples(Fold fold) => fold is not (Fold.Last or Fold.At or Fold.Count);

    private void Examine(InputDraft input, WrittenSignal signal, LintSubject subject)
    {
        if (Cadence(input, subject) is not ({ } cadence, { } cause))
        {
            return;
        }
        int needed = input.Fold.Kind is Fold.Rate or Fold.Increase or Fold.Delta or Fold.Slope or Fold.Stddev or Fold.Changes ? 2 : 1;
        bool isToldOfTheSignal = needed == 2 && input.Over < signal.Interval * 2;
        if (input.Over < cadence * needed && !isToldOfTheSignal)
        {
            signal.Reading.Report(
                Kind, input.Node.Find("over")!,
                $"{cause} every {DurationText.Write(cadence)}: a window of {DurationText.Write(input.Over!.Value)} holds {(needed == 2 ? "fewer than two samples" : "no sample")} at times",
                $"write \"{DurationText.Write(cadence * 4)}\", which survives a failed scrape, or at least \"{DurationText.Write(cadence * needed)}\"");
        }
    }

    /// <summary>By the jobs that are known to feed it; else by what was seen of its metric. Null where neither tells.</summary>
    private static (TimeSpan? Every, string? Cause) Cadence(InputDraft input, LintSubject subject)
    {
        IReadOnlyList<WrittenJob>? jobs = subject.Feeds.Of(input);
        if (jobs is [_, ..] && jobs.All(job => job.Cadence is not null))
        {
            WrittenJob fastest = jobs.MinBy(job => job.Cadence!.Value)!;
            return (fastest.Cadence, $"the job {Printable.Quote(fastest.Name)} runs{(fastest.Interval is null ? " at most" : "")}");
        }
        return jobs is not [] && input.Metric is { } metric && subject.Catalogue is { } catalogue && catalogue.TryFind(metric, out CataloguedMetric? seen)
            ? (seen.Every, $"{Printable.Quote(metric)} came")
            : (null, null);
    }
}
