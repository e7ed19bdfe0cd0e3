namespace RulesPlatform.Pipeline.Collection;

/// <summary>A target failed. The message is one line for a person; the collector turns it into <c>up</c> = 0 and a reason.</summary>
public sealed class SourceFaultException : Exception
{
    public SourceFaultException(string message) : base(message)
    {
    }

    public SourceFaultException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>Whether asking again at once may succeed: refused, reset, cut off or a 5xx. The collector retries these inside the slot.</summary>
    public bool IsTransient { get; init; }
}
