namespace RulesPlatform.Host.CommandLine;

/// <summary>A command cannot go on. The message is for the person at the terminal and says what to do.</summary>
internal sealed class CommandFailureException : Exception
{
    public CommandFailureException(int exitCode, string message) : base(message) => ExitCode = exitCode;

    public CommandFailureException(int exitCode, string message, Exception inner) : base(message, inner) => ExitCode = exitCode;

    public int ExitCode { get; }
}
