using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>An input that asks a job for a metric which its source does not give, or which its <c>keep</c> and <c>drop</c> leave out.</summary>
internal sealed class MetricNobodyGives() : Check("RP3117", "A metric that its job does not give", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            foreach (InputDraft input in signal.Draft.Inputs.Select(input => input.Value))
            {
                if (subject.Feeds.Of(input) is { } jobs)
                {
                    Examine(input, jobs, subject.Feeds, signal.Reading);
                }
            }
        }
    }

    private void Examine(InputDraft input, IReadOnlyList<WrittenJob> jobs, JobFeeds feeds, Reading reading)
    {
        if (jobs.Count == 0)
        {
            TextNode asked = input.Node.Find("where")!.Find("job")!;
            reading.Report(
                Kind, asked, $"there is no job {Printable.Quote(asked.Text)}, so there are no samples of it",
                Nearest.Help(asked.Text, [.. feeds.Jobs.Select(job => job.Name)], "the jobs are") ?? "define it, or leave 'job' out",
                Reading.Instead(asked, Nearest.Surely(asked.Text, [.. feeds.Jobs.Select(job => job.Name)])));
        }
        else if (!jobs.Any(job => job.CanGive(input.Metric!)))
        {
            WrittenJob job = jobs[0];
            bool isLeftOut = SourceMetrics.MayGive(job.Draft.Source, input.Metric!);
            reading.Report(
                Kind, input.Node.Find("metric")!,
                isLeftOut ? $"the job {Printable.Quote(job.Name)} leaves out {Printable.Quote(input.Metric!)} by its 'keep' and 'drop'" : $"the job {Printable.Quote(job.Name)} gives no metric {Printable.Quote(input.Metric!)}: its source is '{job.Draft.Source}'",
                isLeftOut ? $"keep it there ({job.File.Path})" : Nearest.Help(input.Metric!, SourceMetrics.NamesOf(job.Draft.Source), "it gives") ?? "see what the source gives, in the author's guide",
                isLeftOut ? null : Reading.Instead(input.Node.Find("metric")!, Nearest.Surely(input.Metric!, SourceMetrics.NamesOf(job.Draft.Source))));
        }
    }
}
