namespace RulesPlatform.Pipeline.Metrics.Windows;

/// <summary>
/// What a pane keeps of its samples. Panes merge but never subtract, so a fold's bits depend on the samples in its window alone.
/// The default value is the empty aggregate and the identity of <see cref="Combine"/>.
/// </summary>
internal interface IPaneAggregate<T> where T : unmanaged, IPaneAggregate<T>
{
    /// <summary>How many samples went in.</summary>
    int Count { get; }

    /// <summary>Adds one sample, not older than those before it. NaN is carried into the result.</summary>
    void Add(long unixMs, double value);

    /// <param name="earlier">All its samples are before those of <paramref name="later"/>.</param>
    static abstract T Combine(in T earlier, in T later);
}
