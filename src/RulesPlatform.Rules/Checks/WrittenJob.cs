using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Rules.Checks.Time;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks;

/// <param name="Interval">The default where the file gives none; null for a job with a cron expression.</param>
internal sealed record WrittenJob(DraftFile<CollectionDraft> File, JobDraft Draft, TimeSpan? Interval)
{
    private readonly MetricFilter _filter = new(Draft.Keep, Draft.Drop);

    public string Name => Draft.Name.Value;

    /// <summary>What the label <c>job</c> of its samples is, unless they bring one of their own.</summary>
    public string Label => Draft.Labels["job"] is { Length: > 0 } label ? label : Name;

    /// <summary>Whether its samples may call themselves another job's, or be of any time: whoever sends them decides.</summary>
    public bool TakesWhatItIsGiven =>
        Draft.Source is "push" or "file" || Draft.Options is PrometheusSourceSettings { HonorLabels: true }
        || Draft.TargetFiles.Count > 0 || Draft.Targets.Any(target => target.Labels["job"].Length > 0);

    /// <summary>The least time between two samples of one series; null where whoever sends them decides.</summary>
    public TimeSpan? Cadence { get; } = Draft.Source is "push" or "file" ? null : Interval ?? CronDays.Of(Draft.Cron!).ShortestGap;

    /// <summary>Whether samples of this metric can come of it.</summary>
    public bool CanGive(string metric) =>
        SourceMetrics.OfEveryTarget.Contains(metric) || (_filter.Keeps(metric) && SourceMetrics.MayGive(Draft.Source, metric));
}
