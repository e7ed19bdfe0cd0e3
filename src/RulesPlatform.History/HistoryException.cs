namespace RulesPlatform.History;

/// <summary>The store cannot be opened, read or written. The message names the file, what happened and what to do.</summary>
public sealed class HistoryException : Exception
{
    public HistoryException(string message) : base(message)
    {
    }

    public HistoryException(string message, Exception inner) : base(message, inner)
    {
    }
}
