using System.Globalization;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>Zones, times of day and dates.</summary>
internal static class TimeText
{
    private static readonly Lazy<string[]> Zones = new(() => [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)]);

    public static Flaw? ReadZone(string text, out string zone)
    {
        zone = text;
        bool isKnown = TimeZoneInfo.TryFindSystemTimeZoneById(text, out TimeZoneInfo? found) && (found.HasIanaId || text is "UTC");
        return isKnown ? null : new Flaw(
            ReadingProblems.Zone, $"{Printable.Quote(text)} is not a known time zone",
            Nearest.To(text, Zones.Value) is { } near ? $"did you mean '{near}'?" : "write an IANA name such as \"Europe/Berlin\" or \"Etc/UTC\"");
    }

    /// <summary><c>HH:mm</c>; <c>24:00</c> is the end of the day and reads as <c>00:00</c>.</summary>
    public static Flaw? ReadTimeOfDay(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text == "24:00" ? "00:00" : text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
            ? null
            : new Flaw(ReadingProblems.Time, $"{Printable.Quote(text)} is not a time of day", "write HH:mm: \"08:00\"");

    /// <summary>With an offset or Z; without either there would be two readers of two minds.</summary>
    public static Flaw? ReadInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out instant) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
            ? null
            : new Flaw(ReadingProblems.Time, $"{Printable.Quote(text)} is not an instant", "write yyyy-MM-ddTHH:mm:ss with Z or an offset: \"2026-01-05T08:00:00Z\"");

    public static Flaw? ReadDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            ? null
            : new Flaw(ReadingProblems.Time, $"{Printable.Quote(text)} is not a date", "write yyyy-MM-dd: \"2026-12-25\"");
}
