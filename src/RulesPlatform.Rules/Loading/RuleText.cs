namespace RulesPlatform.Rules.Loading;

/// <summary>One file as it stands on disk or in the store.</summary>
/// <param name="Path">Below the rules folder, forward slashes.</param>
public sealed record RuleText(string Path, ReadOnlyMemory<byte> Content);
