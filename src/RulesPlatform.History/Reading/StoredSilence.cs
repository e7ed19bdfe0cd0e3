using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.History.Reading;

/// <param name="ExpiredBy">Who ended it early, or null.</param>
public sealed record StoredSilence(long JournalSequence, Silence Silence, string? ExpiredBy);
