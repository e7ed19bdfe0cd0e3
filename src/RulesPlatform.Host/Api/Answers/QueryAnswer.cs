namespace RulesPlatform.Host.Api.Answers;

/// <summary>Series over a range.</summary>
/// <param name="StepSeconds">Null where samples are given as they are.</param>
/// <param name="Fold">How a step's samples became one.</param>
internal sealed record QueryAnswer(
    string Selector, DateTimeOffset From, DateTimeOffset To, double? StepSeconds, string Fold, IReadOnlyList<QuerySeries> Series, int Omitted);

/// <param name="Points">Oldest first; steps without samples are left out.</param>
/// <param name="Expected">For a signal: what its baseline expected; empty otherwise.</param>
/// <param name="Levels">For a signal: its thresholds for these labels; empty otherwise.</param>
internal sealed record QuerySeries(
    string Metric, IReadOnlyDictionary<string, string> Labels, string? Unit, IReadOnlyList<PointAnswer> Points, IReadOnlyList<PointAnswer> Expected,
    IReadOnlyList<LevelAnswer> Levels);

internal sealed record SeriesAnswer(IReadOnlyList<SeriesName> Series, int Omitted);

internal sealed record SeriesName(string Metric, IReadOnlyDictionary<string, string> Labels);

internal sealed record TargetsAnswer(IReadOnlyList<TargetStatus> Targets);
