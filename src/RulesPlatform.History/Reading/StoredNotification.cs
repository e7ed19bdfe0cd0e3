using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.History.Reading;

/// <summary>A notification and what became of it.</summary>
/// <param name="Detail">Of the last attempt, or null.</param>
/// <param name="NextAt">When it is tried again; null when it is not waiting for that.</param>
/// <param name="SettledAt">Null while queued.</param>
/// <param name="Attachment">What a capture or a command brought back, or null.</param>
public sealed record StoredNotification(
    long Id, long JournalSequence, Notification Notification, NotificationState State, int Attempts, string? Detail, DateTimeOffset? NextAt,
    DateTimeOffset? SettledAt, string? Attachment);
