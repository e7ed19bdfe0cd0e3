using System.Globalization;
using System.Text;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>Durations as rule files write them: <c>500ms</c>, <c>15s</c>, <c>1h30m</c>, <c>2w</c>; the larger unit first, each once.</summary>
public static class DurationText
{
    internal const string Pattern = "^([0-9]+(ms|[smhdw]))+$";

    private const string Remedy = "write whole numbers with ms, s, m, h, d or w, the larger unit first: 500ms, 15s, 1h30m, 14d";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    private static readonly (string Unit, long Milliseconds)[] Units =
    [
        ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ];

    public static bool TryRead(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, out duration) is null;
    }

    /// <summary>Null and the duration, or what is wrong with the text.</summary>
    internal static Flaw? Read(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        double total = 0;
        int next = 0;
        int at = 0;
        while (at < text.Length)
        {
            int start = at;
            int letters = Skip(text, start, char.IsAsciiDigit);
            at = Skip(text, letters, char.IsAsciiLetter);
            string unit = text[letters..at];
            int index = Array.FindIndex(Units, one => one.Unit == unit);
            if (letters == start || index < 0)
            {
                return NotOne(text, start, Math.Max(1, at - start));
            }
            if (index < next)
            {
                return new Flaw(ReadingProblems.Duration, $"'{unit}' stands after a smaller or equal unit", Remedy, start, at - start);
            }
            next = index + 1;
            total += double.Parse(text.AsSpan(start, letters - start), NumberStyles.None, CultureInfo.InvariantCulture) * Units[index].Milliseconds;
        }
        if (at == 0)
        {
            return new Flaw(ReadingProblems.Duration, "the duration is empty", Remedy);
        }
        if (total > Longest.TotalMilliseconds)
        {
            return new Flaw(ReadingProblems.OutOfRange, $"{Printable.Quote(text)} is too long", $"a duration is at most {Longest.TotalDays:0}d");
        }
        duration = TimeSpan.FromMilliseconds(total);
        return null;
    }

    /// <summary>The shortest text that reads back as <paramref name="duration"/>, which is whole milliseconds.</summary>
    public static string Write(TimeSpan duration)
    {
        long left = (long)duration.TotalMilliseconds;
        var text = new StringBuilder();
        foreach ((string unit, long milliseconds) in Units.Where(one => one.Unit != "w"))
        {
            long count = Math.DivRem(left, milliseconds, out left);
            text.Append(count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count}{unit}"));
        }
        return text.Length == 0 ? "0s" : text.ToString();
    }

    private static Flaw NotOne(string text, int offset, int length) => text.AsSpan().ContainsAny('.', ',')
        ? new Flaw(ReadingProblems.Duration, $"{Printable.Quote(text)} is not a duration", "write a fraction in the smaller unit: 1.5h is 1h30m", 0, 0)
        : new Flaw(ReadingProblems.Duration, $"{Printable.Quote(text)} is not a duration", Remedy, offset, length);

    private static int Skip(string text, int at, Func<char, bool> isOne)
    {
        while (at < text.Length && isOne(text[at]))
        {
            at++;
        }
        return at;
    }
}
