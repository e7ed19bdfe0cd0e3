namespace RulesPlatform.Host.Sources.HealthChecks;

/// <summary>One check of a <see cref="HealthReport"/>.</summary>
/// <param name="Status">0 unhealthy, 0.5 degraded, 1 healthy.</param>
/// <param name="Data">Numbers and truth values (0, 1) the check sent along.</param>
internal sealed record HealthEntry(string Name, double Status, TimeSpan? Duration, IReadOnlyList<KeyValuePair<string, double>> Data);
