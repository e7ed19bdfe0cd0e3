using System.Globalization;

namespace RulesPlatform.RuleLint;

/// <summary>How many of how many are done, on one line of a terminal; nothing where standard error is no terminal, or where it is quick. Thread-safe.</summary>
internal sealed class CountProgress(string what, int total = 0) : IDisposable
{
    private const int BarColumns = 30;

    private readonly Lock _gate = new();
    private readonly long _begin = TimeProvider.System.GetTimestamp();
    private int _most;
    private int _shown;

    public void Report(int done) => Report(done, total);

    public void Report(int done, int of)
    {
        if (Console.IsErrorRedirected || of == 0 || TimeProvider.System.GetElapsedTime(_begin) < TimeSpan.FromMilliseconds(300))
        {
            return;
        }
        lock (_gate)
        {
            // Threads come in any order: a bar does not go back.
            if (done <= _most)
            {
                return;
            }
            _most = done;
            int full = (int)((long)done * BarColumns / of);
            string line = string.Create(CultureInfo.InvariantCulture, $"{what} [{new string('#', full)}{new string('.', BarColumns - full)}] {done} of {of}");
            _shown = line.Length;
            Console.Error.Write($"\r{line}");
        }
    }

    public void Dispose()
    {
        if (_shown > 0)
        {
            Console.Error.Write($"\r{new string(' ', _shown)}\r");
            _shown = 0;
        }
    }
}
