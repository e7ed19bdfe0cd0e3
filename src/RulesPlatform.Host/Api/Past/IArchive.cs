using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Past;

/// <summary>Everything stored, read-only. Safe for many threads; may be read while a server writes.</summary>
internal interface IArchive : IDisposable
{
    /// <summary>Decisions after a sequence, oldest first.</summary>
    IReadOnlyList<Decision> Decisions(long after, int limit);

    /// <summary>Suppressions and acknowledgements of an alert since an instant, oldest first.</summary>
    IReadOnlyList<Decision> DecisionsAbout(string subject, DateTimeOffset since, int limit);

    /// <summary>The newest decision's sequence; 0 without any.</summary>
    long NewestDecision();

    /// <summary>The newest change of every alert that is not Inactive, by rule and labels.</summary>
    IReadOnlyList<StoredChange> CurrentAlerts();

    /// <summary>Changes of one alert, newest first.</summary>
    IReadOnlyList<StoredChange> Changes(string fingerprint, int limit);

    /// <summary>The newest change of each alert whose fingerprint begins with, or whose rule id or name is, the text; newest first.</summary>
    IReadOnlyList<StoredChange> FindAlerts(string text, int limit);

    /// <summary>Newest first.</summary>
    /// <param name="fingerprint">Only those that carry this alert, or null for all.</param>
    /// <param name="state"><c>queued</c>, <c>delivered</c> or <c>dead</c>, or null for all.</param>
    IReadOnlyList<StoredNotification> Notifications(string? fingerprint, string? state, DateTimeOffset since, int limit);

    /// <summary>Every silence, newest first.</summary>
    IReadOnlyList<StoredSilence> Silences();

    /// <summary>Newest first.</summary>
    IReadOnlyList<StoredAcknowledgement> Acknowledgements(string fingerprint);

    /// <summary>Rule sets, newest first.</summary>
    IReadOnlyList<StoredGeneration> Generations(int limit);

    /// <summary>The files of a generation in the order of the rule set, or null where it was never kept.</summary>
    IReadOnlyList<RuleFile>? Files(string revision);

    /// <summary>How each target answered last, by job and target.</summary>
    IReadOnlyList<StoredTarget> Targets();

    /// <summary>Series of a metric, or all where it is null, by id.</summary>
    IEnumerable<(SeriesId Id, SeriesKey Key)> Series(string? metric);

    /// <summary>Samples with after &lt; time ≤ through (Unix ms), oldest first, end markers included.</summary>
    IReadOnlyList<Sample> Samples(SeriesId series, long after, long through);

    StoreFigures Figures();
}
