using System.Globalization;

namespace RulesPlatform.Host.Api.Pages;

/// <summary>Numbers, spans and instants as a person reads them. Invariant culture, UTC.</summary>
internal static class Words
{
    private static readonly (double Seconds, string Suffix)[] _units = [(86400, "d"), (3600, "h"), (60, "m"), (1, "s")];

    /// <summary>A value in its unit; <c>–</c> for none.</summary>
    public static string Quantity(double? value, string? unit) => value is not { } number ? "–" : unit switch
    {
        "ratio" => $"{Number(number * 100, 4)} %",
        "percent" => $"{Number(number, 4)} %",
        "bytes" => Bytes(number),
        "bytes_per_second" => $"{Bytes(number)}/s",
        "per_second" => $"{Number(number)}/s",
        "seconds" => Seconds(number),
        null or "" or "count" => Number(number),
        _ => $"{Number(number)} {unit}",
    };

    /// <summary>At most so many significant digits, without an exponent where it can be helped.</summary>
    public static string Number(double value, int digits = 6)
    {
        double size = Math.Abs(value);
        if (value == 0 || !double.IsFinite(value))
        {
            return value == 0 ? "0" : value.ToString(CultureInfo.InvariantCulture);
        }
        if (size is >= 1e15 or < 1e-5)
        {
            return value.ToString($"G{digits}", CultureInfo.InvariantCulture);
        }
        int decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 15);
        string text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    public static string Bytes(double bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
        int unit = 0;
        while (Math.Abs(bytes) >= 1024 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }
        return $"{Number(bytes, 4)} {units[unit]}";
    }

    public static string Seconds(double seconds) => Math.Abs(seconds) switch
    {
        0 => "0 s",
        < 1e-3 => $"{Number(seconds * 1e6, 3)} µs",
        < 1 => $"{Number(seconds * 1e3, 3)} ms",
        < 120 => $"{Number(seconds, 3)} s",
        _ => Span(TimeSpan.FromSeconds(seconds)),
    };

    /// <summary>The two largest units: <c>4m 15s</c>, <c>2d 3h</c>.</summary>
    public static string Span(TimeSpan span)
    {
        double rest = Math.Floor(Math.Abs(span.TotalSeconds));
        var parts = new List<string>();
        foreach ((double seconds, string suffix) in _units)
        {
            double count = Math.Floor(rest / seconds);
            if (count > 0 && parts.Count < 2)
            {
                parts.Add(count.ToString("0", CultureInfo.InvariantCulture) + suffix);
            }
            else if (parts.Count > 0)
            {
                break;
            }
            rest -= count * seconds;
        }
        return parts.Count == 0 ? "0s" : (span < TimeSpan.Zero ? "-" : "") + string.Join(' ', parts);
    }

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString(at.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss'Z'" : "yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string TimeOfDay(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Percent(double? share) => share is { } value ? $"{Number(value * 100, 3)} %" : "–";

    public static string Counted(long count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>In exposition form; empty without labels.</summary>
    public static string Labels(IReadOnlyDictionary<string, string> labels) =>
        labels.Count == 0 ? "" : $"{{{string.Join(",", labels.Select(label => $"{label.Key}=\"{label.Value}\""))}}}";

    public static string LabelList(IReadOnlyDictionary<string, string> labels) =>
        labels.Count == 0 ? "none" : string.Join("  ", labels.Select(label => $"{label.Key}=\"{label.Value}\""));

    /// <summary>Whether the unit's text tells less than the number itself.</summary>
    public static bool IsRescaled(string? unit) => unit is "ratio" or "bytes" or "bytes_per_second" or "seconds";
}
