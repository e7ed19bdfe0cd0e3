using RulesPlatform.History.Reading;

namespace RulesPlatform.History.Rollups;

/// <summary>A day of one series out of the rollups.</summary>
internal sealed record RolledDay(long From, long To, IReadOnlyList<ChartPoint> Points);
