namespace RulesPlatform.Host.Sources.Probes;

/// <summary>A check found its target wanting. Caught by the probe that threw it: a failed check is data, not a failed collection.</summary>
internal sealed class ProbeFailedException : Exception
{
    public ProbeFailedException(ProbeFailure reason, string message, Exception? inner = null) : base(message, inner) => Reason = reason;

    public ProbeFailure Reason { get; }
}
