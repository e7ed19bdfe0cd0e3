using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>A way to get samples. One instance serves one job's one target and may keep state between slots (caches, counters).</summary>
public interface IMetricSource : IDisposable
{
    /// <summary>
    /// Asks the target once and writes what it answers.
    /// </summary>
    /// <param name="writer">Where samples go. What was written before a failure is thrown away by the caller.</param>
    /// <param name="slot">The instant the answer is for.</param>
    /// <param name="cancellation">Ends at the job's timeout.</param>
    /// <exception cref="SourceFaultException">The target failed: connection, status, malformed body, guard. The message is the reason.</exception>
    ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation);
}
