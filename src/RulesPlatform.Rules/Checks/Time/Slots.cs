namespace RulesPlatform.Rules.Checks.Time;

/// <summary>Time in whole intervals.</summary>
internal static class Slots
{
    /// <summary>The whole intervals that a span takes: it is over at a slot.</summary>
    public static TimeSpan UpTo(TimeSpan span, TimeSpan interval) => interval * Math.Ceiling(span / interval);

    public static bool IsWhole(TimeSpan span, TimeSpan interval) => span.Ticks % interval.Ticks == 0;
}
