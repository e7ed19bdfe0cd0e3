using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks;

/// <summary>What linting came to.</summary>
/// <param name="Diagnostics">By file and place: what keeps the set from loading and, where nothing does, what the checks found.</param>
/// <param name="Files">How many files were read; 0 where the set does not load.</param>
/// <param name="Rules">How many threshold rules they hold.</param>
public sealed record LintResult(IReadOnlyList<Diagnostic> Diagnostics, int Files, int Rules);
