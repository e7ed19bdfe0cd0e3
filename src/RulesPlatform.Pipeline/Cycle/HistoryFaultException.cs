namespace RulesPlatform.Pipeline.Cycle;

/// <summary>The store could not write: disk full, file damaged, locked. What was to be written is kept and tried again.</summary>
public sealed class HistoryFaultException : Exception
{
    public HistoryFaultException(string message) : base(message)
    {
    }

    public HistoryFaultException(string message, Exception inner) : base(message, inner)
    {
    }
}
