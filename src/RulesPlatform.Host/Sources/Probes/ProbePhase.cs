namespace RulesPlatform.Host.Sources.Probes;

/// <summary>What a check spends its time on: the values of the label <c>phase</c> of <c>probe_duration_seconds</c>, in lower case.</summary>
internal enum ProbePhase
{
    /// <summary>From a name to its addresses.</summary>
    Resolve,

    Connect,

    /// <summary>The handshake, certificate included.</summary>
    Tls,

    /// <summary>From the connection being ready to the head of an HTTP answer.</summary>
    Processing,

    /// <summary>From the head of an HTTP answer to the end of its body.</summary>
    Transfer,

    /// <summary>From the connection being ready to the end of the line that a TCP check waits for.</summary>
    Answer,
}
