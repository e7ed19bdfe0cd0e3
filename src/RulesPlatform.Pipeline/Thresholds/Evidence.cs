using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>What a decision was made of. Stored with the change; enough to explain it without the rule set at hand.</summary>
public sealed record Evidence
{
    public required string Revision { get; init; }

    public required string Rule { get; init; }

    public required Origin Origin { get; init; }

    public required string Expression { get; init; }

    /// <summary>The expression's parts with their values; empty where it did not run.</summary>
    public required IReadOnlyList<ExplainedPart> Parts { get; init; }

    public required Signal Signal { get; init; }

    public required string Formula { get; init; }

    /// <summary>The formula's inputs in order, by name; NaN where absent.</summary>
    public required IReadOnlyList<NamedValue> Inputs { get; init; }

    /// <summary>The levels that applied, and where each came from.</summary>
    public required IReadOnlyList<LevelUsed> Levels { get; init; }

    /// <summary>Model, parameters' hash and training window; null where the signal has none.</summary>
    public string? Baseline { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Why the verdict is Unknown or Faulted, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>What the stock engine said of the same operands: it must be the same; null where the expression did not run.</summary>
    public bool? StockAgrees { get; init; }
}
