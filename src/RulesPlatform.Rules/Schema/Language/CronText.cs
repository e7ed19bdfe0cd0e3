using System.Globalization;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>The shape of a Quartz cron expression: six or seven fields, what each may hold, and a '?' for one of the two days.</summary>
internal static class CronText
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly Field[] Fields =
    [
        new("seconds", 0, 59, []), new("minutes", 0, 59, []), new("hours", 0, 23, []), new("day of month", 1, 31, []),
        new("month", 1, 12, Months), new("day of week", 1, 7, Days), new("year", 1970, 2199, []),
    ];

    public static Flaw? Read(string text, out string cron)
    {
        cron = text;
        List<(int Offset, string Text)> parts = Split(text);
        if (parts.Count is < 6 or > 7)
        {
            return new Flaw(
                ReadingProblems.Cron, $"a cron expression has 6 or 7 fields, this one {parts.Count}",
                "seconds minutes hours day-of-month month day-of-week [year], for example \"0 0/5 * * * ?\"");
        }
        for (int i = 0; i < parts.Count; i++)
        {
            if (!Fields[i].Allows(parts[i].Text))
            {
                return new Flaw(ReadingProblems.Cron, $"{Printable.Quote(parts[i].Text)} is no value for {Fields[i].Name}", Fields[i].Help, parts[i].Offset, parts[i].Text.Length);
            }
        }
        return (parts[3].Text == "?") == (parts[5].Text == "?")
            ? new Flaw(ReadingProblems.Cron, "exactly one of day of month and day of week is '?'", "for every day write \"0 0 6 * * ?\", for Mondays \"0 0 6 ? * MON\"", parts[3].Offset, parts[5].Offset + parts[5].Text.Length - parts[3].Offset)
            : null;
    }

    private static List<(int Offset, string Text)> Split(string text)
    {
        var parts = new List<(int, string)>();
        for (int at = 0; at < text.Length;)
        {
            int end = text.AsSpan(at).IndexOfAny(' ', '\t') is >= 0 and var space ? at + space : text.Length;
            if (end > at)
            {
                parts.Add((at, text[at..end]));
            }
            at = end + 1;
        }
        return parts;
    }

    private sealed record Field(string Name, int Least, int Most, string[] Names)
    {
        private bool IsDayOfMonth => Most == 31;

        private bool IsDayOfWeek => Most == 7;

        public string Help => $"numbers from {Least} to {Most}{(Names.Length > 0 ? $" or {Names[0]} to {Names[^1]}" : "")}, *, lists (1,2), ranges (1-5), steps (0/5)"
            + (IsDayOfMonth ? ", ?, L, LW, L-3, 15W" : IsDayOfWeek ? ", ?, 6L, 6#3" : "");

        public bool Allows(string text) => text.Split(',').All(AllowsOne);

        private bool AllowsOne(string text)
        {
            string upper = text.ToUpperInvariant();
            if (upper == "?")
            {
                return IsDayOfMonth || IsDayOfWeek;
            }
            if ((IsDayOfMonth && AllowsDayOfMonth(upper)) || (IsDayOfWeek && AllowsDayOfWeek(upper)))
            {
                return true;
            }
            string[] stepped = upper.Split('/');
            if (stepped.Length > 2 || (stepped.Length == 2 && !IsNumber(stepped[1], 1, Most)))
            {
                return false;
            }
            if (stepped[0] == "*" || (stepped[0].Length == 0 && stepped.Length == 2))
            {
                return true;
            }
            string[] ends = stepped[0].Split('-');
            return ends.Length <= 2 && ends.All(IsValue);
        }

        private static bool AllowsDayOfMonth(string text) =>
            text is "L" or "LW"
            || (text.StartsWith("L-", StringComparison.Ordinal) && IsNumber(text[2..].TrimEnd('W'), 1, 30))
            || (text.EndsWith('W') && IsNumber(text[..^1], 1, 31));

        private bool AllowsDayOfWeek(string text) =>
            text == "L"
            || (text.EndsWith('L') && IsValue(text[..^1]))
            || (text.Split('#') is [var day, var week] && IsValue(day) && IsNumber(week, 1, 5));

        private bool IsValue(string text) => IsNumber(text, Least, Most) || Array.IndexOf(Names, text) >= 0;

        private static bool IsNumber(string text, int least, int most) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most;
    }
}
