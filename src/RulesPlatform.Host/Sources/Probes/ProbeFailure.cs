namespace RulesPlatform.Host.Sources.Probes;

/// <summary>Why a check failed: the values of the label <c>reason</c> of <c>probe_failure</c>, in lower case; a closed set.</summary>
internal enum ProbeFailure
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>No whole answer inside the time the job gives.</summary>
    Timeout,

    /// <summary>The name is not known.</summary>
    Dns,

    /// <summary>Nobody listens there.</summary>
    Refused,

    /// <summary>The connection was cut before the answer was complete.</summary>
    Reset,

    /// <summary>No encrypted connection: certificate, name or protocol.</summary>
    Tls,

    /// <summary>A status that does not mean success.</summary>
    Status,

    /// <summary>The answer does not hold what it should.</summary>
    Body,

    /// <summary>Too many redirects, or one that leads nowhere.</summary>
    Redirect,

    /// <summary>Anything else: unreachable network, an answer that is none.</summary>
    Other,
}
