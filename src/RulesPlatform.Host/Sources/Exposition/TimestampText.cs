using System.Globalization;
using System.Text;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>Timestamps as people and programs write them in files and pushes.</summary>
internal static class TimestampText
{
    private const int Longest = 40;

    /// <summary>Numbers below are seconds (until the year 5138), numbers from here on are milliseconds (since 1973).</summary>
    private const double FirstMilliseconds = 1e11;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK",
    ];

    /// <summary>ISO 8601 (UTC where no offset is given), Unix seconds with or without a fraction, or Unix milliseconds.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long unixMs)
    {
        if (NumberText.TryRead(text, out double number, out int length) && length == text.Length && double.IsFinite(number))
        {
            double milliseconds = Math.Abs(number) < FirstMilliseconds ? number * 1000 : number;
            unixMs = (long)Math.Round(milliseconds);
            return Math.Abs(milliseconds) <= TimeText.Latest;
        }
        return TryReadIso(text, out unixMs);
    }

    /// <summary>ISO 8601: date, time to the minute or finer, and an offset or none for UTC.</summary>
    public static bool TryReadIso(ReadOnlySpan<byte> text, out long unixMs)
    {
        unixMs = 0;
        Span<char> characters = stackalloc char[Longest];
        if (text.Length > Longest || !Ascii.IsValid(text))
        {
            return false;
        }
        int written = Encoding.ASCII.GetChars(text, characters);
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        bool isRead = DateTimeOffset.TryParseExact(characters[..written], Formats, CultureInfo.InvariantCulture, Styles, out DateTimeOffset instant);
        unixMs = isRead ? instant.ToUnixTimeMilliseconds() : 0;
        return isRead;
    }
}
