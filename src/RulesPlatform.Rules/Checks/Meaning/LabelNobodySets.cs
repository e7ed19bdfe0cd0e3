using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A label in <c>by</c> or <c>where</c> that neither the source nor its job and targets set.</summary>
internal sealed class LabelNobodySets() : Check("RP3118", "A label that its job does not set", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            foreach (InputDraft input in signal.Draft.Inputs.Select(input => input.Value))
            {
                if (subject.Feeds.Of(input) is [_, ..] jobs && jobs.Any(job => job.CanGive(input.Metric!)) && LabelsOf(jobs, input.Metric!) is { } labels)
                {
                    Examine(input, labels, jobs[0].Name, signal.Reading);
                }
            }
        }
    }

    private void Examine(InputDraft input, HashSet<string> labels, string job, Reading reading)
    {
        foreach (TextNode kept in (input.By?.Node.Items ?? []).Where(kept => !labels.Contains(kept.Text)))
        {
            reading.Report(Kind, kept, $"{Printable.Quote(input.Metric!)} of the job {Printable.Quote(job)} has no label {Printable.Quote(kept.Text)} to keep", Help(kept.Text, labels), Reading.Instead(kept, Meant(kept.Text, labels, input.By!.Value)));
        }
        foreach (TextMember asked in (input.Node.Find("where")?.Members ?? []).Where(asked => !labels.Contains(asked.Name) && !LabelMatcher.Parse(asked.Name, asked.Value.Text).MatchesValue("")))
        {
            reading.Report(Kind, asked, $"{Printable.Quote(input.Metric!)} of the job {Printable.Quote(job)} has no label {Printable.Quote(asked.Name)}: nothing fits", Help(asked.Name, labels), Reading.Instead(asked, input.Node.Find("where")!, Nearest.Surely(asked.Name, labels)));
        }
    }

    private static string? Meant(string label, HashSet<string> labels, IReadOnlyList<string> others) => Nearest.Surely(label, labels) is { } near && !others.Contains(near) ? near : null;

    private static string Help(string label, HashSet<string> labels) =>
        Nearest.Help(label, [.. labels.Order(StringComparer.Ordinal)], "its labels are") ?? "leave it out, or give it to the job's targets";

    /// <summary>Null where some target may have others.</summary>
    private static HashSet<string>? LabelsOf(IReadOnlyList<WrittenJob> jobs, string metric)
    {
        var all = new HashSet<string>(StringComparer.Ordinal) { "job", "instance" };
        foreach (WrittenJob job in jobs)
        {
            bool isOnePlace = job.Draft.Source == "host";
            bool isKnown = job.Draft.TargetFiles.Count == 0 && (isOnePlace || job.Draft.Targets.Count > 0);
            if (!isKnown || SourceMetrics.LabelsOf(job.Draft.Source, metric) is not { } own)
            {
                return null;
            }
            all.UnionWith(own);
            all.UnionWith(job.Draft.Labels.Select(label => label.Name));
            all.UnionWith(job.Draft.Targets.SelectMany(target => target.Labels).Select(label => label.Name));
        }
        return all;
    }
}
