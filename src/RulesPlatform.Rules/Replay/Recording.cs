using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Replay;

/// <summary>What once happened: the samples that came and what people did, in the order of their arrival.</summary>
/// <param name="Series">The series that the batches speak of.</param>
/// <param name="Entries">
/// Batches and commands from an instant on, each time anew; what is still in force then of what people did before comes first. More may come than was asked for.
/// </param>
public sealed record Recording(SeriesTable Series, Func<DateTimeOffset, IEnumerable<JournalEntry>> Entries);
