namespace RulesPlatform.Host.Api.Answers;

internal sealed record NotificationsAnswer(IReadOnlyList<NotificationAnswer> Notifications);

/// <param name="State"><c>queued</c>, <c>delivered</c> or <c>dead</c>.</param>
/// <param name="Detail">The receipt, or the last failure; null before the first attempt.</param>
internal sealed record NotificationAnswer(
    string Key, string Receiver, string Route, string Cause, string Group, DateTimeOffset DueAt, string State, int Attempts, string? Detail,
    DateTimeOffset? NextAt, DateTimeOffset? SettledAt, string? Note, string? Attachment, IReadOnlyList<NotifiedAnswer> Alerts);

internal sealed record NotifiedAnswer(string Fingerprint, string Name, bool IsFiring);
