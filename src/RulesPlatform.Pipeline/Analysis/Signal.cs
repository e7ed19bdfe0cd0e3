using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Analysis;

/// <summary>The value of one analysis formula for one set of labels at one slot, with all that was known about it.</summary>
/// <param name="Name">The signal's definition.</param>
/// <param name="Labels">The <c>by</c> labels.</param>
/// <param name="Value">NaN exactly when <paramref name="Reason"/> is not None.</param>
/// <param name="Expected">What the baseline expects; NaN while it is not ready or there is none.</param>
/// <param name="Deviation">(Value − Expected) ÷ the baseline's spread, signed; NaN where either is.</param>
/// <param name="Score">How unusual, 0…1, unit-free: the share of normal behaviour that is nearer to Expected; NaN where Deviation is.</param>
/// <param name="Age">Since the newest sample that went in.</param>
/// <param name="Coverage">Share of its windows that had samples, 0…1, the worst input's.</param>
public readonly record struct Signal(
    string Name, LabelSet Labels, Slot Slot, double Value, double Expected, double Deviation, double Score,
    Tier Tier, TimeSpan Age, double Coverage, UnknownReason Reason);
