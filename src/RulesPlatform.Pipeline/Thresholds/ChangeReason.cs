namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>Why an alert changed its state. Written to the log and the feed by name: never rename one.</summary>
public enum ChangeReason
{
    /// <summary>The condition held and <c>for</c> has begun.</summary>
    Breached,

    /// <summary>The condition has held for as long as <c>for</c> asks.</summary>
    Sustained,

    /// <summary>Pending, and the condition no longer holds.</summary>
    Subsided,

    /// <summary>Firing, the condition no longer holds, and <c>clear</c> or <c>keepFiringFor</c> is awaited.</summary>
    Recovering,

    /// <summary>Recovering, and the condition holds again.</summary>
    Relapsed,

    /// <summary>Over: <c>clear</c> held, or the condition has been gone for <c>keepFiringFor</c>.</summary>
    Cleared,

    /// <summary>Absence lasted, and the rule's no-data policy is to alert.</summary>
    NoData,

    /// <summary>The rule faulted, and its error policy is to alert.</summary>
    Error,

    /// <summary>The series ended and <c>forgetAfter</c> has passed.</summary>
    Vanished,

    /// <summary>The rule is no longer in the rule set.</summary>
    RuleRemoved,

    /// <summary>The signal's <c>by</c> labels changed.</summary>
    IdentityChanged,

    /// <summary>The state stays, but the alert is no longer to be sent: its calendar closed, or a rule it depends on began firing.</summary>
    Held,

    /// <summary>The state stays, and the alert may be sent again.</summary>
    Released,

    /// <summary>The state stays; the rule's severity or labels were edited.</summary>
    Edited,
}
