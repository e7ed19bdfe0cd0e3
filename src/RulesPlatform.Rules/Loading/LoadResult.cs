using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>What loading came to.</summary>
/// <param name="RuleSet">Null exactly when one of the diagnostics is an error.</param>
/// <param name="Diagnostics">By file and place.</param>
public sealed record LoadResult(RuleSet? RuleSet, IReadOnlyList<Diagnostic> Diagnostics);
