using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Api.Past;

/// <param name="State"><c>queued</c>, <c>delivered</c> or <c>dead</c>.</param>
/// <param name="Detail">Of the last attempt, or null before the first.</param>
/// <param name="NextAt">When it is tried again; null unless queued after a failure.</param>
/// <param name="SettledAt">Null while queued.</param>
/// <param name="Attachment">What a capture or a command brought back, or null.</param>
internal sealed record StoredNotification(
    Notification Body, string State, int Attempts, string? Detail, DateTimeOffset? NextAt, DateTimeOffset? SettledAt, string? Attachment);
