namespace RulesPlatform.Pipeline.Responses;

/// <summary>Recurring spans of local time in an IANA zone.</summary>
/// <param name="Except">Local dates on which it is closed.</param>
public sealed record Calendar(string Name, string Zone, IReadOnlyList<CalendarSpan> Weekly, IReadOnlyList<DateOnly> Except)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    /// <summary>Whether <paramref name="instant"/> lies in one of the spans. On a day whose clocks change, local wall time decides.</summary>
    public bool IsOpen(DateTimeOffset instant)
    {
        DateTime local = TimeZoneInfo.ConvertTime(instant, _zone).DateTime;
        DateOnly today = DateOnly.FromDateTime(local);
        var time = TimeOnly.FromDateTime(local);
        return (!Except.Contains(today) && Weekly.Any(span => span.Covers(local.DayOfWeek, time)))
            || (!Except.Contains(today.AddDays(-1)) && Weekly.Any(span => span.CoversFromDayBefore(local.DayOfWeek, time)));
    }
}
