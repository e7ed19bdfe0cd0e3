using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks;

/// <summary>Which jobs feed an input. An input that names a job in <c>where</c> means that job, though others may use its name.</summary>
internal sealed class JobFeeds
{
    private readonly ILookup<string, WrittenJob> _byLabel;

    public JobFeeds(IReadOnlyList<WrittenJob> jobs)
    {
        Jobs = jobs;
        _byLabel = jobs.ToLookup(job => job.Label, StringComparer.Ordinal);
        AreNamesKnown = !jobs.Any(job => job.TakesWhatItIsGiven);
    }

    public IReadOnlyList<WrittenJob> Jobs { get; }

    /// <summary>Whether there can be no sample with a <c>job</c> that is not one of <see cref="Jobs"/>.</summary>
    public bool AreNamesKnown { get; }

    /// <summary>The job that <c>where</c> asks for; null where it asks for none, or for several.</summary>
    public static LabelMatcher? JobOf(InputDraft input) =>
        input.Where.FirstOrDefault(matcher => matcher is { Name: "job", IsRegex: false, IsNegated: false, Operand.Length: > 0 });

    /// <summary>Null where it is not certain; empty where there is no such job.</summary>
    public IReadOnlyList<WrittenJob>? Of(InputDraft input)
    {
        if (input.Metric is null || JobOf(input) is not { } asked)
        {
            return null;
        }
        WrittenJob[] jobs = [.. _byLabel[asked.Operand]];
        return jobs.Length == 0 && !AreNamesKnown ? null : jobs;
    }
}
