using System.Globalization;

namespace RulesPlatform.RuleLint.Replay;

/// <summary>How far a replay has come, on one line of a terminal; nothing where standard error is no terminal.</summary>
/// <param name="from">The beginning of the range; where it is before all samples, the first instant reported counts.</param>
/// <param name="through">Null where the end is not known: then only the instant is shown.</param>
internal sealed class TerminalProgress(string what, DateTimeOffset from = default, DateTimeOffset? through = null) : IProgress<DateTimeOffset>, IDisposable
{
    private const int BarColumns = 30;
    private DateTimeOffset _begin = from;
    private int _shown;

    public void Report(DateTimeOffset value)
    {
        if (Console.IsErrorRedirected || value == default)
        {
            return;
        }
        _begin = _begin <= DateTimeOffset.UnixEpoch ? value : _begin;
        string line = $"{what} {Bar(value)}{value.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}";
        _shown = line.Length;
        Console.Error.Write($"\r{line}");
    }

    public void Dispose()
    {
        if (_shown > 0)
        {
            Console.Error.Write($"\r{new string(' ', _shown)}\r");
            _shown = 0;
        }
    }

    private string Bar(DateTimeOffset value)
    {
        if (through is not { } end || end <= _begin)
        {
            return "";
        }
        double share = Math.Clamp((value - _begin) / (end - _begin), 0, 1);
        int full = (int)(share * BarColumns);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('.', BarColumns - full)}] {share,4:P0}  ");
    }
}
