namespace RulesPlatform.History.Columns;

/// <summary>What the next number of a column is expected to be; the column stores the difference. Stored: never renumber.</summary>
internal enum Predictor
{
    /// <summary>The column's mean: for noise around a level, and for constants.</summary>
    Level = 0,

    /// <summary>The number before plus the column's mean step: for wandering gauges and for counters.</summary>
    Step = 1,

    /// <summary>The number before plus the last step: for what speeds up and slows down.</summary>
    Slope = 2,

    /// <summary>The number before plus a fixed share of what another column did: for a histogram's buckets, which move with their total.</summary>
    Follow = 3,
}
