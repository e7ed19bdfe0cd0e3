namespace RulesPlatform.History.Reading;

/// <param name="First">Sequence of the oldest entry kept; 0 while there is none.</param>
/// <param name="Unsealed">Entries whose samples are not all in chunks yet.</param>
/// <param name="ByKind">How many entries of each kind.</param>
public sealed record JournalStatistics(long First, long Last, long Unsealed, IReadOnlyDictionary<string, long> ByKind);
