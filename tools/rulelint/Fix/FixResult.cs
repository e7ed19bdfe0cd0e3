using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Fix;

/// <param name="Files">Those that change, by path.</param>
/// <param name="Made">What was mended, in the order in which it was.</param>
/// <param name="Left">What is found afterwards.</param>
internal sealed record FixResult(IReadOnlyList<FixedFile> Files, IReadOnlyList<Diagnostic> Made, IReadOnlyList<Diagnostic> Left);
