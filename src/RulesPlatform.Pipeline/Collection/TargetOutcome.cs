namespace RulesPlatform.Pipeline.Collection;

/// <summary>How asking one target for one slot went.</summary>
/// <param name="Reason">Null when it answered.</param>
/// <param name="Scraped">Samples that it gave, those left out by the filter included.</param>
internal sealed record TargetOutcome(DateTimeOffset ReceivedAt, TimeSpan Duration, string? Reason, int Scraped);
