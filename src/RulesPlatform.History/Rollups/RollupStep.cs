namespace RulesPlatform.History.Rollups;

/// <summary>The steps that days are folded to, in ms.</summary>
internal static class RollupStep
{
    public const long FiveMinutes = 300_000;
    public const long Hour = 3_600_000;
    public const long Day = 86_400_000;

    public static long DayOf(long unixMs) => (long)Math.Floor((double)unixMs / Day) * Day;
}
