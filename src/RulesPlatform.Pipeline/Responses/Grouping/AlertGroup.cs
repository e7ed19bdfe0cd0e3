using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Responses.Grouping;

/// <summary>
/// Alerts that one route sends to one receiver together. It lives from its first member to its last; the same key may live again.
/// </summary>
/// <param name="life">Tells this life of the key from others: the first member's fingerprint, episode and joining.</param>
internal sealed class AlertGroup(string receiver, string route, string key, LabelSet labels, string life)
{
    public string Receiver { get; } = receiver;

    public string Route { get; } = route;

    public string Key { get; } = key;

    /// <summary>Of a group of one alert: all that the alert has.</summary>
    public LabelSet Labels { get; set; } = labels;

    public string Life { get; } = life;

    public required Pacing Pacing { get; set; }

    /// <summary>The route's calendar, or null.</summary>
    public string? Calendar { get; set; }

    public HashSet<Membership> Members { get; } = [];

    /// <summary>Who is told: the receiver, then those it has been escalated to.</summary>
    public List<string> Audience { get; } = [receiver];

    /// <summary>By receiver: the dedup key of the newest notification that has no receipt.</summary>
    public SortedDictionary<string, string> Unsettled { get; } = new(StringComparer.Ordinal);

    /// <summary>When news is to be sent; null while there is none.</summary>
    public DateTimeOffset? FlushAt { get; set; }

    /// <summary>Repeats count from here; null before anything was sent.</summary>
    public DateTimeOffset? RepeatFrom { get; set; }

    public DateTimeOffset? FirstSentAt { get; set; }

    public DateTimeOffset? LastSentAt { get; set; }

    /// <summary>Notifications so far, escalations included.</summary>
    public int Sent { get; set; }

    public int NextStep { get; set; }

    /// <summary>A repeat came due and could not be sent: it is not tried again before something changes.</summary>
    public bool IsRepeatPaused { get; set; }

    /// <summary>The same of an escalation.</summary>
    public bool IsEscalationPaused { get; set; }

    /// <summary>When the pause ended: what came due in it is due now.</summary>
    public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Raised by each newcomer that nobody has acknowledged, which ends acknowledgements made before.</summary>
    public int AcknowledgementMark { get; set; }

    /// <summary>How many there have been in this life.</summary>
    public int Acknowledgements { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>The deadline that is in the queue for it, or null.</summary>
    public DateTimeOffset? QueuedFor { get; set; }

    /// <summary>Where it stands among groups that are due at one instant.</summary>
    public string Rank { get; } = $"{key}\n{receiver}";

    /// <summary>When it says the same again, or null.</summary>
    public DateTimeOffset? RepeatAt =>
        !IsRepeatPaused && RepeatFrom is { } from && Pacing.Repeat > TimeSpan.Zero ? Later(from + Pacing.Repeat, NotBefore) : null;

    /// <summary>When the next step is told, or null.</summary>
    public DateTimeOffset? EscalateAt => !IsEscalationPaused && FirstSentAt is { } first && NextStep < Pacing.Escalation.Count
        ? Later(first + Pacing.Escalation[NextStep].After, NotBefore)
        : null;

    /// <summary>Its next deadline, or null.</summary>
    public DateTimeOffset? Due => HasEnded ? null : Earlier(FlushAt, Earlier(RepeatAt, EscalateAt));

    /// <summary>There is something to say from <paramref name="at"/> on.</summary>
    public void Announce(DateTimeOffset at) =>
        FlushAt ??= LastSentAt is { } last ? Later(at, last + Pacing.Interval) : at + Pacing.Wait;

    /// <summary>Someone looks after one of its alerts.</summary>
    public void Acknowledge(Membership membership)
    {
        Acknowledgements++;
        membership.AcknowledgementMark = AcknowledgementMark;
    }

    /// <summary>Something changed that may let a paused repeat or escalation through.</summary>
    public void Wake(DateTimeOffset at)
    {
        if (IsRepeatPaused || IsEscalationPaused)
        {
            (IsRepeatPaused, IsEscalationPaused, NotBefore) = (false, false, at);
        }
    }

    public static string KeyOf(string route, string identity) => $"{route}:{(identity.Length == 0 ? "{}" : identity)}";

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null ? right : right is null || left < right ? left : right;
}
