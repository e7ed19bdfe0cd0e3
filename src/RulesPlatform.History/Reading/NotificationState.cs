namespace RulesPlatform.History.Reading;

public enum NotificationState
{
    /// <summary>Waits for its next attempt.</summary>
    Queued,

    Delivered,

    /// <summary>Rejected or given up.</summary>
    Dead,
}
