using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RulesPlatform.RuleLint.Replay;

/// <summary>Which part of a recording is meant, counted back from its end: the same recording gives the same part, today and tomorrow.</summary>
internal static class HistoryRange
{
    /// <param name="last">A whole number with s, m, h, d or w; null for everything.</param>
    public static bool TryRead(string? last, RecordedHistory recorded, out DateTimeOffset from, [NotNullWhen(false)] out string? problem)
    {
        (from, problem) = (DateTimeOffset.UnixEpoch, null);
        if (last is null)
        {
            return true;
        }
        if (Span(last) is not { } span)
        {
            problem = $"'{last}' is not a span; write a whole number with s, m, h, d or w: 30d";
            return false;
        }
        from = recorded.Recorded() is { } slots && slots.Newest.Instant - DateTimeOffset.UnixEpoch > span ? slots.Newest.Instant - span : DateTimeOffset.UnixEpoch;
        return true;
    }

    private static TimeSpan? Span(string text)
    {
        TimeSpan? unit = text[^1..] switch
        {
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            "d" => TimeSpan.FromDays(1),
            "w" => TimeSpan.FromDays(7),
            _ => null,
        };
        return unit is { } one && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and < 10_000 ? one * count : null;
    }
}
