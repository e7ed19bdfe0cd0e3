using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses.Grouping;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses.Routing;

/// <summary>An alert that fires, or that has ended and still has receivers to tell.</summary>
internal sealed class TrackedAlert(AlertId id)
{
    public AlertId Id { get; } = id;

    public string Fingerprint { get; } = id.Fingerprint;

    /// <summary>The first breached slot of this episode.</summary>
    public Slot Incarnation { get; set; }

    /// <summary>Number of the change that began or ended the firing.</summary>
    public int Transition { get; set; }

    /// <summary>Of the last change; its labels include <c>alertname</c>, <c>severity</c> and <c>rule</c>, and its state is <c>firing</c>.</summary>
    public required AlertFacts Facts { get; set; }

    public required IReadOnlyDictionary<string, string> Annotations { get; set; }

    public required AlertLimits Stated { get; set; }

    /// <summary>The slot at which it began firing.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>Null while it fires.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who acknowledged this episode, or null.</summary>
    public string? AcknowledgedBy { get; set; }

    /// <summary>How often this episode has been put into a group: tells a group's lives apart.</summary>
    public int Joins { get; set; }

    public List<Membership> Memberships { get; } = [];

    /// <summary>Notify rules that would have routed it but for their calendar.</summary>
    public IReadOnlyList<PassedOverRule> PassedOver { get; set; } = [];

    public bool IsFiring => EndedAt is null;

    public LabelSet Labels => Facts.Labels;

    public void Begin(AlertChange change)
    {
        (Incarnation, Transition) = (change.Incarnation, change.Transition);
        (StartsAt, EndedAt) = (change.Slot.Instant, null);
        (AcknowledgedBy, Joins) = (null, 0);
    }

    public void End(AlertChange change) => (Transition, EndedAt) = (change.Transition, change.Slot.Instant);

    /// <summary>As a receiver sees it now.</summary>
    public NotifiedAlert Describe() => Describe(Labels, EndedAt);

    public NotifiedAlert Describe(LabelSet labels, DateTimeOffset? endsAt) =>
        new(Fingerprint, labels, Annotations, StartsAt, endsAt, Facts.Signal.Value, Facts.Reason);

    /// <summary>What rules, templates, groups and matchers see: the change's facts with the three labels that every alert has.</summary>
    public static AlertFacts Seen(AlertFacts facts) => facts with
    {
        State = "firing",
        Labels = LabelSet.Of([.. facts.Labels, new Label("alertname", facts.Name), new Label("severity", facts.Severity), new Label("rule", facts.Rule)]),
    };
}
