using RulesPlatform.History.Reading;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Host.Tests.Api;

/// <summary>An archive of lists.</summary>
internal sealed class FakeArchive : IArchive
{
    public List<Decision> Log { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<StoredChange> AllChanges { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<StoredNotification> Outbox { get; } = [];

    public List<StoredSilence> AllSilences { get; } = [];

    public List<StoredAcknowledgement> AllAcknowledgements { get; } = [];

    public List<(StoredRuleSet Set, IReadOnlyList<RuleFile> Files)> Sets { get; } = [];

    public List<TargetState> AllTargets { get; } = [];

    public SortedDictionary<int, (SeriesKey Key, List<Sample> Samples)> Stored { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>Set once someone has asked for decisions.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(SeriesKey key, params IEnumerable<Sample> samples) => Stored[Stored.Count] = (key, [.. samples]);

    public IReadOnlyList<Decision> Decisions(long after, int limit, string? kind = null, string? subject = null)
    {
        Asked.TrySetResult();
        lock (Log)
        {
            return [.. Log.Where(one => one.Sequence > after && (kind is null || one.Kind == kind) && (subject is null || one.Subject == subject)).Take(limit)];
        }
    }

    public long NewestDecision()
    {
        lock (Log)
        {
            return Log.Count == 0 ? 0 : Log[^1].Sequence;
        }
    }

    public IReadOnlyList<StoredChange> CurrentAlerts() => [.. Newest().Where(change => change.To != AlertState.Inactive).OrderBy(change => change.Rule, StringComparer.Ordinal)];

    public IReadOnlyList<StoredChange> Changes(string fingerprint, int limit) =>
        [.. AllChanges.AsEnumerable().Reverse().Where(change => change.Fingerprint == fingerprint).Take(limit)];

    public IReadOnlyList<StoredChange> FindAlerts(string text) =>
        [.. Newest().Where(change => change.Rule == text || change.Name == text || (text.Length >= 4 && change.Fingerprint.StartsWith(text, StringComparison.Ordinal)))];

    public IReadOnlyList<StoredNotification> Notifications(string? fingerprint, NotificationState? state, DateTimeOffset since, int limit) =>
    [
        .. Outbox.AsEnumerable().Reverse()
            .Where(one => (state is null || one.State == state) && one.Notification.DueAt >= since
                && (fingerprint is null || one.Notification.Alerts.Any(alert => alert.Fingerprint == fingerprint)))
            .Take(limit),
    ];

    public IReadOnlyDictionary<NotificationState, long> CountNotifications() => Outbox.GroupBy(one => one.State).ToDictionary(group => group.Key, group => group.LongCount());

    public IReadOnlyList<StoredSilence> Silences() => AllSilences;

    public IReadOnlyList<StoredAcknowledgement> Acknowledgements(string? fingerprint) => [.. AllAcknowledgements.AsEnumerable().Reverse().Where(one => fingerprint is null || one.Fingerprint == fingerprint)];

    public IReadOnlyList<StoredRuleSet> RuleSets() => [.. Sets.AsEnumerable().Reverse().Select(one => one.Set)];

    public IReadOnlyList<RuleFile>? Files(string revision) => Sets.Find(one => one.Set.Revision == revision).Files;

    public IReadOnlyList<TargetState> Targets() => AllTargets;

    public IReadOnlyList<StoredSeries> Series(string? metric, IReadOnlyList<LabelMatcher> where, int limit) =>
    [
        .. Stored.Where(pair => (metric is null || pair.Value.Key.Metric == metric)
                && where.All(matcher => matcher.Name == "__name__" ? matcher.MatchesValue(pair.Value.Key.Metric) : matcher.Matches(pair.Value.Key.Labels)))
            .Take(limit).Select(pair => new StoredSeries(new SeriesId(pair.Key), pair.Value.Key)),
    ];

    public IReadOnlyList<Sample> Samples(SeriesId series, long after, long through) =>
        [.. Stored[series.Value].Samples.Where(sample => sample.UnixMs > after && sample.UnixMs <= through)];

    public IReadOnlyList<IReadOnlyList<ChartPoint>> Charts(IReadOnlyList<SeriesId> series, long from, long to, TimeSpan step) => [.. series.Select(one => Chart(one, from, to, step))];

    public IReadOnlyList<ChartPoint> Chart(SeriesId series, long from, long to, TimeSpan step) =>
    [
        .. Samples(series, from - 1, to - 1).Where(sample => double.IsFinite(sample.Value))
            .GroupBy(sample => sample.UnixMs - sample.UnixMs % (long)step.TotalMilliseconds)
            .Select(group => new ChartPoint(group.Key, group.Min(one => one.Value), group.Max(one => one.Value), group.Sum(one => one.Value), group.Count())),
    ];

    public StoreSizes Sizes() => new(8 << 20, 2 << 20, 1 << 20, 1_340_000, 1_000_000, 65_536, 1_234);

    public JournalStatistics Journal() => new(1, 4_321, 12, new Dictionary<string, long>());

    public void Dispose() => IsDisposed = true;

    private IEnumerable<StoredChange> Newest() => AllChanges.AsEnumerable().Reverse().DistinctBy(change => change.Fingerprint);
}
