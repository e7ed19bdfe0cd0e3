namespace RulesPlatform.Rules.Loading;

/// <summary>What a file became, without anything to say of it, and all that it depends on outside itself.</summary>
/// <param name="Defaults">Those it was bound with.</param>
/// <param name="References">The names it refers to; each exists.</param>
/// <param name="Parts">Keys of what was compiled for it.</param>
internal sealed record BoundFile(object Result, object Defaults, List<(string Noun, string Name)> References, List<string> Parts);
