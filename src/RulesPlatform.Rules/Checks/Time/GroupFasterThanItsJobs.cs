using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A watch group that is judged several times between two samples of everything that it reads.</summary>
internal sealed class GroupFasterThanItsJobs() : Check("RP4113", "A group that is judged more often than its samples come")
{
    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<AnalysisDraft> file in subject.Manuscript.Analyses)
        {
            TimeSpan interval = file.Draft!.Interval ?? subject.Defaults.Interval;
            WrittenJob?[] jobs = [.. file.Draft.Signals.SelectMany(signal => signal.Inputs).Select(input => FastestOf(subject.Feeds.Of(input.Value)))];
            if (jobs.Length > 0 && jobs.All(job => job?.Cadence >= interval * 2))
            {
                WrittenJob fastest = jobs.MinBy(job => job!.Cadence!.Value)!;
                TimeSpan cadence = fastest.Cadence!.Value;
                file.Reading.Report(
                    Kind, file.Draft.Node.Find("interval") ?? file.Draft.Name!.Node,
                    $"this group is judged every {DurationText.Write(interval)}, but nothing that it reads comes more often than every {DurationText.Write(cadence)} (job {Printable.Quote(fastest.Name)})",
                    $"write \"interval\": \"{DurationText.Write(cadence)}\", or let the job run more often");
            }
        }
    }

    private static WrittenJob? FastestOf(IReadOnlyList<WrittenJob>? jobs) =>
        jobs is [_, ..] && jobs.All(job => job.Cadence is not null) ? jobs.MinBy(job => job.Cadence!.Value) : null;
}
