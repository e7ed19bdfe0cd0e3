namespace RulesPlatform.Pipeline.Responses;

/// <summary>From <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive) on each of <paramref name="Days"/>; a span whose end is not after its start runs past midnight into the next day.</summary>
public sealed record CalendarSpan(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To)
{
    public bool Covers(DayOfWeek day, TimeOnly time) => Days.Contains(day) && time >= From && (To <= From || time < To);

    /// <summary>Whether the part after midnight of a span that began the day before <paramref name="day"/> covers <paramref name="time"/>.</summary>
    public bool CoversFromDayBefore(DayOfWeek day, TimeOnly time) =>
        To <= From && time < To && Days.Contains((DayOfWeek)(((int)day + 6) % 7));
}
