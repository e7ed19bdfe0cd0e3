using System.Globalization;

namespace RulesPlatform.RuleLint.Import.PromQl;

/// <summary>Durations as Prometheus writes them: <c>5m</c>, <c>1h30m</c>, <c>1y</c> (365 days).</summary>
internal static class QueryDuration
{
    private static readonly (string Unit, double Milliseconds)[] s_units =
    [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000), ("y", 31_536_000_000),
    ];

    public static bool TryRead(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        double total = 0;
        for (int at = 0; at < text.Length;)
        {
            int letters = at;
            while (letters < text.Length && char.IsAsciiDigit(text[letters]))
            {
                letters++;
            }
            int end = letters;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
            {
                end++;
            }
            int unit = Array.FindIndex(s_units, one => one.Unit == text[letters..end]);
            if (unit < 0 || letters == at)
            {
                return text == "0";
            }
            total += double.Parse(text.AsSpan(at, letters - at), CultureInfo.InvariantCulture) * s_units[unit].Milliseconds;
            at = end;
        }
        duration = total < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(total) : TimeSpan.MaxValue;
        return text.Length > 0;
    }
}
