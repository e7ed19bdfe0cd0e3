using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Replay;

/// <summary>What once happened: the samples that came and what people did, in the order of their arrival.</summary>
/// <param name="Series">The series that the batches speak of.</param>
/// <param name="Entries">Reads it from its beginning, each time anew; may be asked for from several threads.</param>
public sealed record Recording(SeriesTable Series, Func<IEnumerable<JournalEntry>> Entries);
