namespace RulesPlatform.Host.Sources.Probes;

/// <summary>
/// How long each phase of one check took; what is done twice, as redirects are, adds up. A phase that fails half-way took as long as
/// it lasted, one that was not reached took nothing: the sum is the check.
/// </summary>
internal sealed class ProbePhases(TimeProvider time)
{
    private readonly TimeSpan[] _took = new TimeSpan[(int)ProbePhase.Answer + 1];

    public TimeSpan this[ProbePhase phase] => _took[(int)phase];

    /// <summary>Now, to be given to <see cref="Add"/> later.</summary>
    public long Now => time.GetTimestamp();

    public void Add(ProbePhase phase, long since) => _took[(int)phase] += time.GetElapsedTime(since);
}
