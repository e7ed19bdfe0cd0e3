namespace RulesPlatform.RuleLint.Replay;

/// <summary>The instant that a replay has reached, on one line of a terminal; nothing where standard error is no terminal.</summary>
internal sealed class TerminalProgress(string what) : IProgress<DateTimeOffset>, IDisposable
{
    private bool _isShown;

    public void Report(DateTimeOffset value)
    {
        if (!Console.IsErrorRedirected && value != default)
        {
            _isShown = true;
            Console.Error.Write($"\r{what}: {value.UtcDateTime:yyyy-MM-dd HH:mm}Z ");
        }
    }

    public void Dispose()
    {
        if (_isShown)
        {
            Console.Error.Write("\r" + new string(' ', what.Length + 22) + "\r");
            _isShown = false;
        }
    }
}
