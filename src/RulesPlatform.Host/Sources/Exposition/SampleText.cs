using System.Text;

namespace RulesPlatform.Host.Sources.Exposition;

/// <summary>The parts of a sample's line behind its series.</summary>
internal static class SampleText
{
    public static double ReadValue(ref LineCursor cursor, string what)
    {
        cursor.SkipBlanks();
        int at = cursor.At;
        ReadOnlySpan<byte> word = cursor.ReadWord();
        if (word.IsEmpty)
        {
            cursor.FailAt(at, $"the value of {what} is missing");
        }
        if (!NumberText.TryRead(word, out double value, out int length) || length != word.Length)
        {
            cursor.FailAt(at, $"expected a number as the value of {what}, found '{Encoding.UTF8.GetString(word)}'");
        }
        return value;
    }

    /// <returns>Unix milliseconds, or 0 where there is no timestamp.</returns>
    public static long ReadTime(ref LineCursor cursor, ExpositionFormat format)
    {
        cursor.SkipBlanks();
        if (cursor.IsAtEnd || cursor.Here == '#')
        {
            return 0;
        }
        int at = cursor.At;
        ReadOnlySpan<byte> word = cursor.ReadWord();
        if (!TimeText.TryRead(word, format, out long unixMs, out int length) || length != word.Length)
        {
            string unit = format == ExpositionFormat.Text ? "a whole number of milliseconds since 1970" : "a number of seconds since 1970";
            cursor.FailAt(at, $"expected a timestamp, {unit}, found '{Encoding.UTF8.GetString(word)}'");
        }
        cursor.SkipBlanks();
        return unixMs;
    }

    /// <summary>Reads an exemplar for its form alone; anything else up to the line's end is refused.</summary>
    public static void SkipExemplar(ref LineCursor cursor, ExpositionFormat format)
    {
        if (cursor.IsAtEnd)
        {
            return;
        }
        int start = cursor.At;
        if (!cursor.TrySkip('#') || format == ExpositionFormat.Text)
        {
            bool isExemplar = cursor.At > start;
            cursor.FailAt(start, isExemplar
                ? "exemplars and comments behind a sample belong to OpenMetrics, and this body is Prometheus text"
                : $"expected the end of the line, found {cursor.Found()}");
        }
        cursor.SkipBlanks();
        if (cursor.Here != '{')
        {
            cursor.Fail($"expected the exemplar's labels in braces, found {cursor.Found()}");
        }
        string? noName = null;
        SeriesText.ReadLabels(ref cursor, ref noName, mayName: false);
        ReadValue(ref cursor, "the exemplar");
        ReadTime(ref cursor, format);
        if (!cursor.IsAtEnd)
        {
            cursor.Fail($"expected the end of the line behind the exemplar, found {cursor.Found()}");
        }
    }
}
