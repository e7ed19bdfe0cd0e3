using System.Globalization;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>What a Quartz cron expression that was read means: on which days, and at which times of day.</summary>
internal sealed class CronDays
{
    private static readonly string[] s_months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] s_days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly string _dayOfMonth;
    private readonly string _dayOfWeek;
    private readonly HashSet<int> _months;
    private readonly HashSet<int>? _years;

    private CronDays(string[] fields)
    {
        (_dayOfMonth, _dayOfWeek) = (fields[3], fields[5]);
        _months = Values(fields[4], 1, 12, s_months);
        _years = fields.Length == 7 ? Values(fields[6], 1970, 2199, []) : null;
        Times =
        [
            .. from hour in Values(fields[2], 0, 23, []).Order()
               from minute in Values(fields[1], 0, 59, []).Order()
               from second in Values(fields[0], 0, 59, []).Order()
               select new TimeSpan(hour, minute, second),
        ];
    }

    /// <summary>Of a day on which it fires, in order.</summary>
    public IReadOnlyList<TimeSpan> Times { get; }

    /// <summary>The least time from one firing to the next, on days whose clocks do not change.</summary>
    public TimeSpan ShortestGap => Times.Zip(Times.Skip(1), (one, next) => next - one).Append(Times[0] + TimeSpan.FromDays(1) - Times[^1]).Min();

    public static CronDays Of(string cron) => new(cron.ToUpperInvariant().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether it fires on the day or a later one. February 29 comes at least once in nine years.</summary>
    public bool FiresFrom(DateOnly day)
    {
        IEnumerable<int> years = _years?.Where(year => year >= day.Year) ?? Enumerable.Range(day.Year, 9);
        return years.Any(year => Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays).Any(one => one >= day && FiresOn(one)));
    }

    private bool FiresOn(DateOnly day) => _months.Contains(day.Month) && (_dayOfMonth == "?" ? _dayOfWeek.Split(',').Any(one => IsWeekday(one, day)) : _dayOfMonth.Split(',').Any(one => IsMonthDay(one, day)));

    private static bool IsMonthDay(string field, DateOnly day)
    {
        int last = DateTime.DaysInMonth(day.Year, day.Month);
        if (field.StartsWith('L'))
        {
            int before = field.Split('-') is [_, var text] ? Number(text.TrimEnd('W')) : 0;
            return last - before >= 1 && day.Day == (field.EndsWith('W') ? WeekdayNear(last - before, day) : last - before);
        }
        return field.EndsWith('W') ? Number(field[..^1]) <= last && day.Day == WeekdayNear(Number(field[..^1]), day) : Values(field, 1, 31, []).Contains(day.Day);
    }

    private static bool IsWeekday(string field, DateOnly day)
    {
        int own = (int)day.DayOfWeek + 1;
        if (field.Split('#') is [var of, var week])
        {
            return own == Value(of, s_days, 1) && (day.Day + 6) / 7 == Number(week);
        }
        if (field.EndsWith('L') && field.Length > 1)
        {
            return own == Value(field[..^1], s_days, 1) && day.Day > DateTime.DaysInMonth(day.Year, day.Month) - 7;
        }
        return field == "L" ? own == 7 : Values(field, 1, 7, s_days).Contains(own);
    }

    /// <summary>The day of the month that is Monday to Friday and nearest to <paramref name="wanted"/>, in the same month.</summary>
    private static int WeekdayNear(int wanted, DateOnly month)
    {
        var day = new DateOnly(month.Year, month.Month, wanted);
        int last = DateTime.DaysInMonth(month.Year, month.Month);
        return day.DayOfWeek switch
        {
            DayOfWeek.Saturday => wanted == 1 ? 3 : wanted - 1,
            DayOfWeek.Sunday => wanted == last ? wanted - 2 : wanted + 1,
            _ => wanted,
        };
    }

    /// <summary>Lists, ranges (which may pass the end and begin again) and steps.</summary>
    private static HashSet<int> Values(string field, int least, int most, string[] names)
    {
        var values = new HashSet<int>();
        foreach (string part in field.Split(','))
        {
            string[] stepped = part.Split('/');
            int step = stepped.Length == 2 ? Number(stepped[1]) : 1;
            string[] ends = stepped[0].Split('-');
            bool isAll = stepped[0] is "*" or "" or "?";
            int from = isAll ? least : Value(ends[0], names, least);
            int to = ends.Length == 2 ? Value(ends[1], names, least) : isAll || stepped.Length == 2 ? most : from;
            for (int value = from; value <= (to < from ? to + most - least + 1 : to); value += step)
            {
                values.Add(value > most ? value - (most - least + 1) : value);
            }
        }
        return values;
    }

    private static int Value(string text, string[] names, int least) => Array.IndexOf(names, text) is >= 0 and var name ? name + least : Number(text);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
