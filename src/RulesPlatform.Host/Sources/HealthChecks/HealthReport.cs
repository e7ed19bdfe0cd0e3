namespace RulesPlatform.Host.Sources.HealthChecks;

/// <summary>What a service says about its health.</summary>
/// <param name="Status">Of the whole: 0 unhealthy, 0.5 degraded, 1 healthy.</param>
/// <param name="Duration">Of all checks together; null where not told.</param>
internal sealed record HealthReport(double Status, TimeSpan? Duration, IReadOnlyList<HealthEntry> Entries);
