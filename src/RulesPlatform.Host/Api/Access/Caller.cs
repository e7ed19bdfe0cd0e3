namespace RulesPlatform.Host.Api.Access;

/// <summary>Who asks, as a feature of the request.</summary>
/// <param name="Name">The key's name; null for one without a key on this machine.</param>
internal sealed record Caller(string? Name);
