namespace RulesPlatform.Host.Responders.Capture;

/// <summary>One kind of evidence cannot be had. The message is one line for a person; the other kinds are taken all the same.</summary>
internal sealed class EvidenceMissingException : Exception
{
    public EvidenceMissingException(string message) : base(message)
    {
    }
}
