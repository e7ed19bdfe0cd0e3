namespace RulesPlatform.Pipeline.Metrics;

/// <param name="UnixMs">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Value">NaN is a value that was sent, unless it is <see cref="Staleness.Marker"/>.</param>
public readonly record struct Sample(long UnixMs, double Value);
