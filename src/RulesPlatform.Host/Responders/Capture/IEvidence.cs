namespace RulesPlatform.Host.Responders.Capture;

/// <summary>One kind of evidence about this machine, as text for a person.</summary>
internal interface IEvidence
{
    /// <summary>The word that rule files use.</summary>
    string Word { get; }

    /// <param name="process">Name or id of the process it is about; empty for the platform itself.</param>
    /// <exception cref="EvidenceMissingException">It cannot be had; the message says why.</exception>
    /// <exception cref="IOException">What it is made of cannot be read.</exception>
    Task<string> Take(string process, CancellationToken cancellation);
}
