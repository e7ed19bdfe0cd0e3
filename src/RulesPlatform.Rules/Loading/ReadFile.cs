using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>One rule file, read by itself.</summary>
/// <param name="IsClean">Whether there was nothing to say of it.</param>
/// <param name="Enter">Puts it into its place in a manuscript, and what there is to say of it into the bag.</param>
internal sealed record ReadFile(RuleText Text, bool IsClean, Action<Manuscript, DiagnosticBag> Enter);
