using System.Buffers;
using System.Globalization;

namespace RulesPlatform.Host.Settings;

/// <summary>How spans of time and sizes are written in settings, arguments and questions: <c>1h30m</c>, <c>30d</c>, <c>16MiB</c>.</summary>
internal static class SettingText
{
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789.");

    private static readonly (string Suffix, double Seconds)[] _spans = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400), ("w", 604800)];

    private static readonly (string Suffix, long Bytes)[] _sizes =
        [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("B", 1), ("", 1)];

    public static bool TrySpan(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return false;
        }
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(_digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count))
            {
                return false;
            }
            int letters = rest[digits..].IndexOfAnyInRange('0', '9');
            string suffix = (letters < 0 ? rest[digits..] : rest.Slice(digits, letters)).ToString();
            double seconds = Array.Find(_spans, unit => unit.Suffix == suffix).Seconds;
            if (seconds == 0 || span.TotalSeconds + count * seconds > 1e11)
            {
                return false;
            }
            span += TimeSpan.FromSeconds(count * seconds);
            rest = letters < 0 ? [] : rest[(digits + letters)..];
        }
        return true;
    }

    /// <summary>The shortest text that <see cref="TrySpan"/> reads back: <c>90s</c> becomes <c>1m30s</c>.</summary>
    public static string Of(TimeSpan span)
    {
        if (span == TimeSpan.Zero)
        {
            return "0s";
        }
        string text = "";
        TimeSpan rest = span.Duration();
        (int Count, string Suffix)[] parts = [(rest.Days, "d"), (rest.Hours, "h"), (rest.Minutes, "m"), (rest.Seconds, "s"), (rest.Milliseconds, "ms")];
        foreach ((int count, string suffix) in parts)
        {
            text += count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture) + suffix;
        }
        return (span < TimeSpan.Zero ? "-" : "") + (text.Length == 0 ? "0s" : text);
    }

    public static bool TryBytes(string text, out long bytes)
    {
        bytes = 0;
        foreach ((string suffix, long unit) in _sizes)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                string number = text[..^suffix.Length].Trim();
                bool isNumber = decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count) && count * unit < long.MaxValue;
                bytes = isNumber ? (long)(count * unit) : 0;
                return isNumber;
            }
        }
        return false;
    }
}
