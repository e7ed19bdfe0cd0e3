using RulesPlatform.History.Reading;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Catalogues;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>What the platform has seen of metrics, as rulelint reads it.</summary>
internal static class CatalogueReport
{
    // Series that the platform makes of its own signals are described by the rules.
    private const string KeptSignal = "signal:";

    private const int SamplesForCadence = 3;
    private static readonly TimeSpan s_enough = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_looked = TimeSpan.FromDays(1);

    /// <param name="facts">What targets say of a metric; null where they say nothing.</param>
    /// <param name="now">Ranges and cadences are those of the day before.</param>
    public static MetricCatalogue Of(IArchive archive, Func<string, MetricFacts?> facts, DateTimeOffset now)
    {
        StoredSeries[] given = [.. archive.Series(null, [], int.MaxValue).Where(one => !one.Key.Metric.StartsWith(KeptSignal, StringComparison.Ordinal))];
        string[] jobs = [.. given.Select(one => one.Key.Labels["job"]).Where(job => job.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        CataloguedMetric[] metrics =
        [
            .. given.GroupBy(one => one.Key.Metric, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Of(group.Key, [.. group], facts(group.Key), archive, now)),
        ];
        return new MetricCatalogue(now, jobs, metrics);
    }

    private static CataloguedMetric Of(string name, StoredSeries[] series, MetricFacts? facts, IArchive archive, DateTimeOffset now)
    {
        var labels = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (Label label in series.SelectMany(one => one.Key.Labels))
        {
            if (!labels.TryGetValue(label.Name, out HashSet<string>? values))
            {
                labels.Add(label.Name, values = new HashSet<string>(StringComparer.Ordinal));
            }
            values.Add(label.Value);
        }
        (long from, long to) = ((now - s_looked).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        return new CataloguedMetric(
            name, (facts?.Type ?? MetricType.Unknown).ToString().ToLowerInvariant(), facts?.Unit ?? "", facts?.Help ?? "", series.Length,
            [.. labels.Select(label => new CataloguedLabel(label.Key, label.Value.Count, label.Value.Count > CataloguedLabel.MostValues ? null : [.. label.Value.Order(StringComparer.Ordinal)]))],
            Every(series, archive, from, to), RangeOf(series, archive, from, to));
    }

    /// <summary>The middle of the distances between samples, of the first series that has enough of them: a failed scrape does not change it.</summary>
    private static TimeSpan? Every(StoredSeries[] series, IArchive archive, long from, long to)
    {
        foreach (StoredSeries one in series.Take(SamplesForCadence))
        {
            // The last hour tells of all but a few, and is read in no time.
            IReadOnlyList<Sample> samples = archive.Samples(one.Id, to - (long)s_enough.TotalMilliseconds, to);
            samples = samples.Count >= SamplesForCadence ? samples : archive.Samples(one.Id, from, to);
            if (samples.Count >= SamplesForCadence)
            {
                long[] distances = [.. samples.Zip(samples.Skip(1), (before, after) => after.UnixMs - before.UnixMs).Where(distance => distance > 0).Order()];
                return distances.Length == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(1, distances[distances.Length / 2]));
            }
        }
        return null;
    }

    private static SeenRange? RangeOf(StoredSeries[] series, IArchive archive, long from, long to)
    {
        (double min, double max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (ChartPoint point in archive.Charts([.. series.Select(one => one.Id)], from, to, TimeSpan.FromHours(1)).SelectMany(chart => chart).Where(point => point.Min <= point.Max))
        {
            (min, max) = (Math.Min(min, point.Min), Math.Max(max, point.Max));
        }
        return min <= max ? new SeenRange(min, max) : null;
    }
}
