using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>One analysis formula, compiled.</summary>
public sealed record SignalDefinition
{
    /// <summary>Unique in the rule set.</summary>
    public required string Name { get; init; }

    /// <summary>Of the value: <c>ratio</c>, <c>percent</c>, <c>bytes</c>, <c>seconds</c>, <c>per_second</c>, <c>count</c>, … free text, compared as written.</summary>
    public required string Unit { get; init; }

    public string Summary { get; init; } = "";

    public required IReadOnlyList<InputDefinition> Inputs { get; init; }

    public required string FormulaText { get; init; }

    /// <summary>Operands in the order of <see cref="Inputs"/>. Pure; may throw on faults of arithmetic.</summary>
    public required FormulaFunction Formula { get; init; }

    /// <summary>The formula's sub-expressions with their values, for a person.</summary>
    public required Func<double[], IReadOnlyList<ExplainedPart>> Explain { get; init; }

    public BaselineDefinition? Baseline { get; init; }

    /// <summary>How old the newest sample may be before the signal is Unknown(stale); default 2.5 × interval.</summary>
    public required TimeSpan Tolerance { get; init; }

    /// <summary>Whether its values are stored as series <c>signal:NAME</c>.</summary>
    public bool Keep { get; init; } = true;

    /// <summary>How far back what it says depends on samples: its longest window with its offset, or its baseline's history.</summary>
    public TimeSpan Reach => Inputs.Select(input => input.Over + input.Offset).Append(Baseline?.History ?? TimeSpan.Zero).Max();

    public required Origin Origin { get; init; }

    /// <summary>Hash of the signal's text in canonical form.</summary>
    public required string ContentHash { get; init; }
}
