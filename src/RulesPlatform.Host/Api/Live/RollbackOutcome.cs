namespace RulesPlatform.Host.Api.Live;

/// <param name="Revision">In force now; null where nothing changed.</param>
/// <param name="Replaced">In force before.</param>
/// <param name="Refusal">Why nothing changed, or null.</param>
internal sealed record RollbackOutcome(string? Revision, string? Replaced, string? Refusal);
