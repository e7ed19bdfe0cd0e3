namespace RulesPlatform.Pipeline.Responses;

/// <summary>Recurring spans of local time in an IANA zone.</summary>
/// <param name="Except">Local dates on which no span begins.</param>
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

    /// <summary>
    /// The first instant after <paramref name="after"/> at which it is open and just before which it was closed; null where there is
    /// none. A span that begins in the hour that the clocks skip opens when they have; one that the clocks turn back into opens twice.
    /// </summary>
    public DateTimeOffset? NextOpening(DateTimeOffset after)
    {
        DateOnly first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, _zone).DateTime).AddDays(-1);
        DateOnly from = Except.Where(day => day > first).Append(first).Max();
        for (DateOnly day = first; day <= from.AddDays(9); day = day.AddDays(1))
        {
            DateTimeOffset[] openings = [.. Beginnings(day).Where(instant => instant > after && IsOpen(instant) && !IsOpen(instant.AddMilliseconds(-1)))];
            if (openings.Length > 0)
            {
                return openings.Min();
            }
        }
        return null;
    }

    /// <summary>The instants of a local day at which it may open: where spans begin and where the clocks change.</summary>
    private IEnumerable<DateTimeOffset> Beginnings(DateOnly day)
    {
        if (ClockChange(day) is { } change)
        {
            yield return change;
        }
        foreach (CalendarSpan span in Weekly.Where(span => span.Days.Contains(day.DayOfWeek)))
        {
            DateTime local = day.ToDateTime(span.From);
            TimeSpan[] offsets = _zone.IsInvalidTime(local) ? []
                : _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local)
                : [_zone.GetUtcOffset(local)];
            foreach (TimeSpan offset in offsets)
            {
                yield return new DateTimeOffset(local, offset).ToUniversalTime();
            }
        }
    }

    /// <summary>The instant, to the second, at which the zone's offset changes in the 26 hours from the day's beginning; null where it does not.</summary>
    private DateTimeOffset? ClockChange(DateOnly day)
    {
        DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
        long before = new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight)).ToUnixTimeSeconds() - 3600;
        long after = before + 27 * 3600;
        TimeSpan offset = OffsetAt(before);
        if (OffsetAt(after) == offset)
        {
            return null;
        }
        while (after - before > 1)
        {
            long middle = before + (after - before) / 2;
            (before, after) = OffsetAt(middle) == offset ? (middle, after) : (before, middle);
        }
        return DateTimeOffset.FromUnixTimeSeconds(after);
    }

    private TimeSpan OffsetAt(long unixSeconds) => _zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(unixSeconds));
}
