using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>Collects what happens during one call.</summary>
internal sealed class ResponseLedger
{
    private readonly List<Notification> _notifications = [];
    private readonly List<Suppression> _suppressions = [];
    private readonly List<Annotation> _annotations = [];
    private readonly List<Recommendation> _recommendations = [];
    private readonly List<Silence> _endedSilences = [];

    public void Add(Notification notification) => _notifications.Add(notification);

    public void Add(Annotation annotation) => _annotations.Add(annotation);

    public void Add(Recommendation recommendation) => _recommendations.Add(recommendation);

    public void Add(Silence ended) => _endedSilences.Add(ended);

    public void Suppress(AlertId alert, string route, string cause, string by) => _suppressions.Add(new Suppression(alert, route, cause, by));

    /// <summary>Everything so far; the ledger is empty afterwards.</summary>
    public ResponseOutcome Close()
    {
        ResponseOutcome outcome = new([.. _notifications], [.. _suppressions], [.. _annotations], [.. _recommendations], [.. _endedSilences]);
        _notifications.Clear();
        _suppressions.Clear();
        _annotations.Clear();
        _recommendations.Clear();
        _endedSilences.Clear();
        return outcome;
    }
}
