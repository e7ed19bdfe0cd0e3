using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>
/// What response rules and templates can read of an alert. Paths in rule files: <c>alert.Rule</c>, <c>alert.Name</c>, <c>alert.Severity</c>,
/// <c>alert.State</c>, <c>alert.Owner</c>, <c>alert.Reason</c>, <c>alert.Label("x")</c>, <c>signal.Value</c> …, <c>threshold.LEVEL</c>.
/// </summary>
public sealed record AlertFacts
{
    public required string Rule { get; init; }

    public required string Name { get; init; }

    public required string Severity { get; init; }

    /// <summary><c>pending</c>, <c>firing</c> or <c>resolved</c>.</summary>
    public required string State { get; init; }

    public required string Reason { get; init; }

    public required string Owner { get; init; }

    public string? Runbook { get; init; }

    public bool IsDefault { get; init; }

    /// <summary>The signal's labels and the rule's.</summary>
    public required LabelSet Labels { get; init; }

    public required Signal Signal { get; init; }

    public required string Unit { get; init; }

    public required IReadOnlyDictionary<string, double> Levels { get; init; }

    public required Slot ActiveSince { get; init; }

    public string Label(string name) => Labels[name];
}
