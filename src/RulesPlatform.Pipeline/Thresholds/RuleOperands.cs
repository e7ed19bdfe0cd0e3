namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>
/// What a threshold expression can read, laid out for compiled delegates: one instance a thread, filled row by row. Rule files
/// say <c>signal.Value</c>, <c>baseline.Expected</c>, <c>threshold.warning</c>; the compiler turns each into one of these.
/// </summary>
public sealed class RuleOperands
{
    public double Value { get; set; }

    public double Expected { get; set; }

    /// <summary>The baseline's spread: one standard deviation of what is normal.</summary>
    public double Spread { get; set; }

    public double Deviation { get; set; }

    public double Score { get; set; }

    /// <summary>Seconds since the newest sample that went in.</summary>
    public double Age { get; set; }

    /// <summary>0…1.</summary>
    public double Coverage { get; set; }

    /// <summary>0 realtime, 1 delayed, 2 historical.</summary>
    public double Tier { get; set; }

    /// <summary>The levels of the rule's signal for the row's labels, in the order of <see cref="ThresholdLevels.Names"/>.</summary>
    public double[] Levels { get; set; } = [];
}
