using RulesPlatform.Host.Sources.Probes;

namespace RulesPlatform.Host.Sources.Http;

/// <summary>What one check found, filled in as it goes, so that a check that fails half-way still tells what it saw.</summary>
internal sealed class HttpProbeResult(TimeProvider time)
{
    public ProbePhases Phases { get; } = new(time);

    /// <summary>Of the last answer; 0 where none came.</summary>
    public int Status { get; set; }

    /// <summary>Of the last answer: 1, 1.1, 2; 0 where none came.</summary>
    public double Version { get; set; }

    /// <summary>Of the last answer, as its header says, or as it was read where the header does not; null where it was not read whole.</summary>
    public long? ContentLength { get; set; }

    /// <summary>How many were followed.</summary>
    public int Redirects { get; set; }

    /// <summary>Whether the body was read whole and holds what is expected.</summary>
    public bool IsBodyMatched { get; set; }

    /// <summary>Unix seconds of the first certificate of the last chain to expire; null where none was shown.</summary>
    public double? EarliestExpiry { get; set; }

    /// <summary>Whether the last chain is trusted, of its time and for the name; null where none was shown.</summary>
    public bool? IsCertificateValid { get; set; }
}
