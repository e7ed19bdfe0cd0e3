namespace RulesPlatform.RuleLint.Fix;

/// <param name="Path">Below the rules folder, forward slashes.</param>
/// <param name="Before">Null where there was no such file, which can be the lock only.</param>
internal sealed record FixedFile(string Path, byte[]? Before, byte[] After);
