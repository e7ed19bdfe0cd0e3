using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>
/// A job's <c>keep</c> and <c>drop</c> lists over metric names: kept is what any <c>keep</c> matches (all, where there are none)
/// and no <c>drop</c> matches. Immutable. Each answer costs the matchers again, so callers keep it with the series.
/// </summary>
public sealed class MetricFilter
{
    public static MetricFilter All { get; } = new([], []);

    private readonly LabelMatcher[] _keep;
    private readonly LabelMatcher[] _drop;

    public MetricFilter(IReadOnlyList<LabelMatcher> keep, IReadOnlyList<LabelMatcher> drop)
    {
        ArgumentNullException.ThrowIfNull(keep);
        ArgumentNullException.ThrowIfNull(drop);
        (_keep, _drop) = ([.. keep], [.. drop]);
    }

    public static MetricFilter Of(CollectionJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Keep.Count + job.Drop.Count == 0 ? All : new MetricFilter(job.Keep, job.Drop);
    }

    public bool KeepsAll => _keep.Length + _drop.Length == 0;

    public bool Keeps(string metric)
    {
        foreach (LabelMatcher matcher in _drop)
        {
            if (matcher.MatchesValue(metric))
            {
                return false;
            }
        }
        foreach (LabelMatcher matcher in _keep)
        {
            if (matcher.MatchesValue(metric))
            {
                return true;
            }
        }
        return _keep.Length == 0;
    }
}
