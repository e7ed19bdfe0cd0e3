namespace RulesPlatform.History.Reading;

public sealed record StoredAcknowledgement(long JournalSequence, string Fingerprint, string Author, string Comment, bool IsNoise, DateTimeOffset At);
