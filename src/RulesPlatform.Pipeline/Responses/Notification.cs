using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>
/// One thing to hand over: stored in the outbox with the decision that caused it, sent at least once. Self-contained: a responder
/// needs this and the receiver's settings.
/// </summary>
public sealed record Notification
{
    /// <summary>Stable over restarts and repeats of the attempt: hash of receiver, group, incarnation and transition; no GUID, no clock, no revision.</summary>
    public required string DedupKey { get; init; }

    /// <summary>A receiver's name; for actions <c>action:run</c>, <c>action:capture</c>.</summary>
    public required string Receiver { get; init; }

    /// <summary>The response rule that decided; or <c>default</c>.</summary>
    public required string Route { get; init; }

    public required NotificationCause Cause { get; init; }

    /// <summary>The group's identity in text: route and labels.</summary>
    public required string GroupKey { get; init; }

    public required LabelSet GroupLabels { get; init; }

    /// <summary>The instant it was due: a slot or a deadline, not when it was sent.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Firing first, then resolved; by alert id within each.</summary>
    public required IReadOnlyList<NotifiedAlert> Alerts { get; init; }

    /// <summary>For actions: rendered arguments by name; <c>run</c> has <c>command</c> (its name in the allow-list) and its arguments as <c>0</c>, <c>1</c>, … Empty for receivers.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Said above the alerts when something is amiss: why the default receiver gets this.</summary>
    public string? Note { get; init; }

    public bool IsFiring => Alerts.Any(alert => alert.IsFiring);
}
