using RulesPlatform.History.Samples;

namespace RulesPlatform.History.Reading;

/// <summary>What of a query one stream has to answer for.</summary>
/// <param name="Stream">Id of the stream.</param>
/// <param name="Members">Which of the series asked for it carries: indexes into the query's list.</param>
/// <param name="Rows">Its rows that are not sealed.</param>
internal sealed record StreamPart(int Stream, IReadOnlyList<int> Members, UnsealedRows Rows);
