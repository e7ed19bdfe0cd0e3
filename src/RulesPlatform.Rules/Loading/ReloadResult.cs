using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>What one attempt to reload came to.</summary>
/// <param name="InForce">The rule set in force afterwards.</param>
/// <param name="Change">Null unless another one came into force.</param>
public sealed record ReloadResult(ReloadOutcome Outcome, RuleSet InForce, RuleSetChange? Change, IReadOnlyList<Diagnostic> Diagnostics);
