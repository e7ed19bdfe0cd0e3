namespace RulesPlatform.Pipeline.Cycle;

/// <param name="Decisions">How many decisions the entry led to when it was live; recovery compares.</param>
public sealed record SequencedEntry(long Sequence, JournalEntry Entry, int Decisions);
