using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Past;

/// <summary>Everything stored, read-only. Safe for many threads; may be read while a server writes.</summary>
internal interface IArchive : IDisposable
{
    /// <summary>Decisions after a sequence, oldest first.</summary>
    /// <param name="subject">One subject only, or null.</param>
    IReadOnlyList<Decision> Decisions(long after, int limit, string? kind = null, string? subject = null);

    /// <summary>The newest decision's sequence; 0 without any.</summary>
    long NewestDecision();

    /// <summary>The newest change of every alert that is not Inactive, by rule and labels.</summary>
    IReadOnlyList<StoredChange> CurrentAlerts();

    /// <summary>Changes of one alert, newest first.</summary>
    IReadOnlyList<StoredChange> Changes(string fingerprint, int limit);

    /// <summary>The newest change of each alert whose fingerprint begins with, or whose rule id or name is, the text; newest first.</summary>
    IReadOnlyList<StoredChange> FindAlerts(string text);

    /// <summary>Newest first.</summary>
    /// <param name="fingerprint">Only those that carry this alert, or null for all.</param>
    /// <param name="state">Null for all.</param>
    /// <param name="since">Due at or after.</param>
    IReadOnlyList<StoredNotification> Notifications(string? fingerprint, NotificationState? state, DateTimeOffset since, int limit);

    /// <summary>How many notifications there are in each state.</summary>
    IReadOnlyDictionary<NotificationState, long> CountNotifications();

    /// <summary>Every silence in order of creation, those that are over included.</summary>
    IReadOnlyList<StoredSilence> Silences();

    /// <summary>Of one alert, newest first; of all where <paramref name="fingerprint"/> is null.</summary>
    IReadOnlyList<StoredAcknowledgement> Acknowledgements(string? fingerprint);

    /// <summary>Rule sets, newest first.</summary>
    IReadOnlyList<StoredRuleSet> RuleSets();

    /// <summary>The files of a generation in the order of the rule set, or null where it was never kept.</summary>
    IReadOnlyList<RuleFile>? Files(string revision);

    /// <summary>How each target answered last, by job and target.</summary>
    IReadOnlyList<TargetState> Targets();

    /// <summary>Series by metric and labels, in order of id.</summary>
    /// <param name="metric">The name, or null for any.</param>
    /// <param name="where">All must match; a matcher of <c>__name__</c> sees the metric's name.</param>
    IReadOnlyList<StoredSeries> Series(string? metric, IReadOnlyList<LabelMatcher> where, int limit);

    /// <summary>Samples with after &lt; time ≤ through (Unix ms), oldest first, end markers included.</summary>
    IReadOnlyList<Sample> Samples(SeriesId series, long after, long through);

    /// <summary>Samples with from ≤ time &lt; to (Unix ms), folded into steps aligned to the epoch; from rollups where they are at hand.</summary>
    IReadOnlyList<ChartPoint> Chart(SeriesId series, long from, long to, TimeSpan step);

    /// <summary>The charts of many series, in their order: much cheaper than one by one.</summary>
    IReadOnlyList<IReadOnlyList<ChartPoint>> Charts(IReadOnlyList<SeriesId> series, long from, long to, TimeSpan step);

    StoreSizes Sizes();

    JournalStatistics Journal();
}
