using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>One analysis file: its signals, its interval; never overlaps itself.</summary>
public sealed record WatchGroup
{
    public required string Name { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>How long after the slot it is judged at the latest; default the lesser of the feeding jobs' timeout and a quarter of the interval.</summary>
    public required TimeSpan EvaluationDelay { get; init; }

    /// <summary>Every signal after those it reads.</summary>
    public required IReadOnlyList<SignalDefinition> Signals { get; init; }

    public required Origin Origin { get; init; }
}
