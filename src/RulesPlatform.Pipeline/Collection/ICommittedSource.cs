namespace RulesPlatform.Pipeline.Collection;

/// <summary>A source that gives each sample once, and so must know when it may let go of where the samples came from.</summary>
public interface ICommittedSource : IMetricSource
{
    /// <summary>
    /// What the last <see cref="IMetricSource.Collect"/> wrote is durable. Not called where the answer was thrown away; the
    /// source then gives the same samples again.
    /// </summary>
    void Commit();
}
