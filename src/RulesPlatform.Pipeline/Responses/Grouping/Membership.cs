using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses.Holding;
using RulesPlatform.Pipeline.Responses.Routing;

namespace RulesPlatform.Pipeline.Responses.Grouping;

/// <summary>One alert in one group, and what the group's receivers have heard of it.</summary>
internal sealed class Membership(TrackedAlert alert, AlertGroup group)
{
    public TrackedAlert Alert { get; } = alert;

    public AlertGroup Group { get; } = group;

    /// <summary>Bit i is set when <see cref="AlertGroup.Audience"/>[i] has heard that it fires, and not yet that it ended.</summary>
    public ulong Heard { get; set; }

    /// <summary>This episode has not been sent, or not with the labels it has now.</summary>
    public bool IsNews { get; set; } = true;

    /// <summary>Its route no longer leads here: only its end is still told.</summary>
    public bool HasDeparted { get; set; }

    /// <summary>It departed with other labels than a receiver that keeps alerts alive knows: the old labels are over at this instant.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Why it is not sent at present, or null.</summary>
    public Hold? Held { get; set; }

    /// <summary>Why the default receiver gets it, or null.</summary>
    public string? Note { get; set; }

    /// <summary>The labels it was last sent with, kept where <see cref="Pacing.KeepsAlive"/>; null elsewhere and before.</summary>
    public LabelSet? SentLabels { get; set; }

    /// <summary>Equal to the group's mark while its acknowledgement holds.</summary>
    public int AcknowledgementMark { get; set; } = -1;

    /// <summary>How many acknowledgements its group had had when it was last reported that one kept this alert back.</summary>
    public int AcknowledgementsReported { get; set; }

    /// <summary>To be sent as firing when nothing holds it.</summary>
    public bool IsFiringHere => Alert.IsFiring && !HasDeparted;

    /// <summary>Over, with someone still to be told.</summary>
    public bool IsOver => (!Alert.IsFiring || WithdrawnAt is not null) && Heard != 0;

    public bool IsAcknowledged => IsFiringHere && AcknowledgementMark == Group.AcknowledgementMark;
}
