using RulesPlatform.Host.Sources.Probes;

namespace RulesPlatform.Host.Sources.Http;

/// <summary>What one check found, filled in as it goes, so that a check that fails half-way still tells what it saw.</summary>
internal sealed class HttpProbeResult(TimeProvider time)
{
    public ProbePhases Phases { get; } = new(time);

    public ProbeFailure Failure { get; set; }

    /// <summary>0 where no answer came.</summary>
    public int Status { get; set; }

    /// <summary>Of the last answer: 1.0, 1.1, 2; 0 where none came.</summary>
    public double Version { get; set; }

    /// <summary>As the answer says, or as it was read where it does not; null where no answer was complete.</summary>
    public long? ContentLength { get; set; }

    public int Redirects { get; set; }

    /// <summary>Null where no body is expected or none came.</summary>
    public bool? BodyMatches { get; set; }

    /// <summary>Unix seconds of the first certificate of the last chain to expire; null without TLS.</summary>
    public double? EarliestExpiry { get; set; }

    /// <summary>Whether the last chain is valid for the name; null without TLS.</summary>
    public bool? IsCertificateValid { get; set; }
}
