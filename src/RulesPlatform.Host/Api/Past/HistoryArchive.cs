using RulesPlatform.History;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Past;

/// <summary>The archive over a store's reader.</summary>
/// <param name="isOwned">Whether disposing this closes the reader: not so for a server's, which lives as long as the store.</param>
internal sealed class HistoryArchive(HistoryReader reader, bool isOwned) : IArchive
{
    private const int ChangesSearched = 5_000;
    private const int Page = 500;

    public IReadOnlyList<Decision> Decisions(long after, int limit, string? kind = null, string? subject = null) => reader.Log.Decisions(after, limit, kind, subject);

    public long NewestDecision() => reader.Log.LastDecision();

    public IReadOnlyList<StoredChange> CurrentAlerts() => [.. reader.Alerts.Current().Select(alert => reader.Alerts.Change(alert.ChangeId)).OfType<StoredChange>()];

    public IReadOnlyList<StoredChange> Changes(string fingerprint, int limit) => reader.Alerts.Changes(new ChangeQuery { Fingerprint = fingerprint, Limit = limit });

    public IReadOnlyList<StoredChange> FindAlerts(string text)
    {
        IEnumerable<StoredChange> current = reader.Alerts.Current()
            .Where(alert => IsMeant(text, alert.Fingerprint, alert.Rule, alert.Name)).Select(alert => reader.Alerts.Change(alert.ChangeId)).OfType<StoredChange>();
        IEnumerable<StoredChange> exact = text.Length == 16 ? Changes(text, 1) : [];
        IEnumerable<StoredChange> past = reader.Alerts.Changes(new ChangeQuery { Limit = ChangesSearched }).Where(change => IsMeant(text, change.Fingerprint, change.Rule, change.Name));
        return [.. current.Concat(exact).Concat(past).OrderByDescending(change => change.Id).DistinctBy(change => change.Fingerprint)];
    }

    public IReadOnlyList<StoredNotification> Notifications(string? fingerprint, NotificationState? state, DateTimeOffset since, int limit)
    {
        var found = new List<StoredNotification>();
        long? before = null;
        while (found.Count < limit)
        {
            IReadOnlyList<StoredNotification> page = reader.Notifications.List(state, before, Page);
            found.AddRange(page.Where(one => one.Notification.DueAt >= since
                && (fingerprint is null || one.Notification.Alerts.Any(alert => alert.Fingerprint == fingerprint))));
            // Later ids may be due a little earlier, but never a day: deadlines fire in order.
            if (page.Count < Page || page[^1].Notification.DueAt < since - TimeSpan.FromDays(1))
            {
                break;
            }
            before = page[^1].Id;
        }
        return found.Count > limit ? found[..limit] : found;
    }

    public IReadOnlyDictionary<NotificationState, long> CountNotifications() => reader.Notifications.Count();

    public IReadOnlyList<StoredSilence> Silences() => reader.Log.Silences();

    public IReadOnlyList<StoredAcknowledgement> Acknowledgements(string? fingerprint) => reader.Alerts.Acknowledgements(fingerprint);

    public IReadOnlyList<StoredRuleSet> RuleSets() => reader.Log.RuleSets();

    public IReadOnlyList<RuleFile>? Files(string revision) => reader.Log.RuleSet(revision);

    public IReadOnlyList<TargetState> Targets() => reader.Runs.Targets();

    public IReadOnlyList<StoredSeries> Series(string? metric, IReadOnlyList<LabelMatcher> where, int limit) => reader.Series.Find(metric, where, limit);

    public IReadOnlyList<Sample> Samples(SeriesId series, long after, long through) => reader.Series.Samples(series, after, through);

    public IReadOnlyList<ChartPoint> Chart(SeriesId series, long from, long to, TimeSpan step) => reader.Series.Chart(series, from, to, step);

    public IReadOnlyList<IReadOnlyList<ChartPoint>> Charts(IReadOnlyList<SeriesId> series, long from, long to, TimeSpan step) => reader.Series.Charts(series, from, to, step);

    public StoreSizes Sizes() => reader.Sizes();

    public JournalStatistics Journal() => reader.Log.Journal();

    public void Dispose()
    {
        if (isOwned)
        {
            reader.Dispose();
        }
    }

    private static bool IsMeant(string text, string fingerprint, string rule, string name) =>
        rule.Equals(text, StringComparison.OrdinalIgnoreCase) || name.Equals(text, StringComparison.OrdinalIgnoreCase)
        || (text.Length >= 4 && fingerprint.StartsWith(text, StringComparison.Ordinal));
}
