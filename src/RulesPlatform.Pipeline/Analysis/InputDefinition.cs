using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>Which series, and how folded. Exactly one of <see cref="Metric"/> and <see cref="Signal"/> is set.</summary>
public sealed record InputDefinition
{
    public required string Name { get; init; }

    public string? Metric { get; init; }

    /// <summary>Another signal of the same or another group, read at its newest committed slot not after ours.</summary>
    public string? Signal { get; init; }

    public IReadOnlyList<LabelMatcher> Where { get; init; } = [];

    /// <summary>
    /// Labels to keep, sorted; null keeps every label of the series. The signal's labels are those of its widest input; every
    /// other input's labels must be among them, and it is joined on what it has (<c>[]</c> is one value for all).
    /// </summary>
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>Length of the window (slot − over − offset, slot − offset]. Zero only for <see cref="Fold.Last"/>: then the tolerance bounds the age.</summary>
    public TimeSpan Over { get; init; }

    public TimeSpan Offset { get; init; }

    public Fold Fold { get; init; } = Fold.Last;

    /// <summary>In 0…1, for <see cref="Fold.Percentile"/>.</summary>
    public double Percentile { get; init; }

    public Combine Combine { get; init; } = new(CombineKind.Sum);

    /// <summary>What stands in for a group without samples; null (<c>unknown</c>) makes the signal Unknown.</summary>
    public double? Absent { get; init; }

    /// <summary>Below this share of the window covered the fold is NaN, in 0…1.</summary>
    public double MinCoverage { get; init; } = 0.5;
}
