namespace RulesPlatform.Rules.Checks.Time;

/// <summary>The local times that a zone's clocks skip one day, or pass twice.</summary>
/// <param name="Day">On which the change is.</param>
/// <param name="From">The first of them.</param>
/// <param name="To">The one after the last.</param>
/// <param name="Instant">At which the clocks change.</param>
internal readonly record struct ClockChange(DateOnly Day, DateTime From, DateTime To, bool IsSkipped, DateTimeOffset Instant)
{
    /// <summary>In order; none for a zone whose clocks stay.</summary>
    public static IEnumerable<ClockChange> In(TimeZoneInfo zone, DateOnly first, int days)
    {
        for (DateOnly day = first; day < first.AddDays(days); day = day.AddDays(1))
        {
            DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
            if (zone.GetUtcOffset(midnight) == zone.GetUtcOffset(midnight.AddDays(1)) && !IsOdd(zone, midnight))
            {
                continue;
            }
            DateTime[] odd = [.. Enumerable.Range(0, 24 * 60).Select(minute => midnight.AddMinutes(minute)).Where(time => IsOdd(zone, time))];
            if (odd.Length > 0)
            {
                yield return Of(zone, day, odd[0], odd[^1].AddMinutes(1));
            }
        }
    }

    public bool Skips(DateTime local) => IsSkipped && local >= From && local < To;

    /// <summary>Whether it is passed twice with other times before it both times.</summary>
    public bool IsInsideRepeated(DateTime local) => !IsSkipped && local > From && local < To;

    private static ClockChange Of(TimeZoneInfo zone, DateOnly day, DateTime from, DateTime to)
    {
        bool isSkipped = zone.IsInvalidTime(from);
        // Just before it the clocks showed the first skipped time, or for the first time the end of the repeated ones.
        DateTimeOffset instant = isSkipped
            ? new DateTimeOffset(from, zone.GetUtcOffset(from.AddMinutes(-1)))
            : new DateTimeOffset(to, zone.GetAmbiguousTimeOffsets(from).Max());
        return new ClockChange(day, from, to, isSkipped, instant);
    }

    private static bool IsOdd(TimeZoneInfo zone, DateTime local) => zone.IsInvalidTime(local) || zone.IsAmbiguousTime(local);
}
