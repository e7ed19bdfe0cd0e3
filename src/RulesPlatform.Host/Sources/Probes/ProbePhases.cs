namespace RulesPlatform.Host.Sources.Probes;

/// <summary>How long each phase of a check took, redirects added up. A phase that was not reached took nothing.</summary>
internal sealed class ProbePhases(TimeProvider time)
{
    public TimeSpan Resolve { get; private set; }

    public TimeSpan Connect { get; private set; }

    public TimeSpan Tls { get; private set; }

    /// <summary>From the request being sent to the first of the answer.</summary>
    public TimeSpan Processing { get; private set; }

    /// <summary>From the first of the answer to its last.</summary>
    public TimeSpan Transfer { get; private set; }

    /// <summary>Resolve, connect and TLS: what a connection costs.</summary>
    public TimeSpan Connection => Resolve + Connect + Tls;

    public long Now => time.GetTimestamp();

    public void Resolved(long since) => Resolve += time.GetElapsedTime(since);

    public void Connected(long since) => Connect += time.GetElapsedTime(since);

    public void Secured(long since) => Tls += time.GetElapsedTime(since);

    /// <param name="connectionBefore"><see cref="Connection"/> at <paramref name="since"/>: what it grew by since is no processing.</param>
    public void Processed(long since, TimeSpan connectionBefore)
    {
        TimeSpan processing = time.GetElapsedTime(since) - (Connection - connectionBefore);
        Processing += processing > TimeSpan.Zero ? processing : TimeSpan.Zero;
    }

    public void Transferred(long since) => Transfer += time.GetElapsedTime(since);
}
