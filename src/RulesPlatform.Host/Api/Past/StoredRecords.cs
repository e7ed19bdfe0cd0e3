using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Api.Past;

/// <param name="ExpiredBy">Who ended it early, or null.</param>
internal sealed record StoredSilence(Silence Silence, string? ExpiredBy);

internal sealed record StoredAcknowledgement(string Fingerprint, string Author, string Comment, bool IsNoise, DateTimeOffset At);

internal sealed record StoredGeneration(string Revision, string Name, string Version, DateTimeOffset SavedAt);

/// <param name="Reason">Why it is down; null when it is up.</param>
/// <param name="Since">The slot at which it last went up or down.</param>
internal sealed record StoredTarget(string Job, string Target, string? Reason, Slot Slot, DateTimeOffset ReceivedAt, TimeSpan Duration, int Samples, Slot Since)
{
    public bool IsUp => Reason is null;
}

/// <param name="FileBytes">Of the store's files together.</param>
/// <param name="LiveBytes">Of what is in them, free pages left out.</param>
/// <param name="Samples">Sealed in chunks.</param>
/// <param name="SampleBytes">Of those chunks.</param>
internal sealed record StoreFigures(long FileBytes, long LiveBytes, long Series, long Samples, long SampleBytes, long JournalEntries, long QueuedNotifications, long DeadNotifications);
