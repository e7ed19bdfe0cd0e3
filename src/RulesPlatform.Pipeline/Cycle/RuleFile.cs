namespace RulesPlatform.Pipeline.Cycle;

/// <summary>One file of a rule set's generation, kept whole so that the generation can be loaded again.</summary>
/// <param name="Path">Below the rules folder, forward slashes.</param>
public sealed record RuleFile(string Path, string Kind, string Name, string Version, string Sha256, ReadOnlyMemory<byte> Content);
