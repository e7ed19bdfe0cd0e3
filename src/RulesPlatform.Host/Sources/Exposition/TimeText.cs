namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>Timestamps: whole milliseconds in text, seconds with fraction in OpenMetrics.</summary>
internal static class TimeText
{
    /// <summary>The last millisecond of the year 9999.</summary>
    public const long Latest = 253_402_300_799_999;

    private const int LongestSafe = 15;

    /// <summary>Reads the timestamp that <paramref name="text"/> begins with, in Unix milliseconds.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, ExpositionFormat format, out long unixMs, out int length)
    {
        unixMs = 0;
        if (format == ExpositionFormat.OpenMetrics)
        {
            bool isNumber = NumberText.TryRead(text, out double seconds, out length) && Math.Abs(seconds) <= Latest / 1000;
            unixMs = isNumber ? (long)Math.Round(seconds * 1000) : 0;
            return isNumber;
        }
        int at = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        int first = at;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]) && at - first <= LongestSafe; at++)
        {
            unixMs = (unixMs * 10) + (text[at] - '0');
        }
        length = at;
        bool isInRange = at > first && unixMs <= Latest;
        unixMs = text.Length > 0 && text[0] == '-' ? -unixMs : unixMs;
        return isInRange;
    }
}
