namespace RulesPlatform.Pipeline.Responses;

/// <summary>Why a notification is sent now. Written to the feed by name.</summary>
public enum NotificationCause
{
    First, Changed, Repeated, Resolved, Escalated,

    /// <summary>A <c>run</c> or <c>capture</c> action.</summary>
    Action,
}
