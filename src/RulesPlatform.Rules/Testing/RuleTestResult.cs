using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Testing;

/// <param name="Failures">What was not met, each where it is written; empty for a test that passed.</param>
/// <param name="Fired">Ids of the rules that fired in it.</param>
public sealed record RuleTestResult(RuleTest Test, IReadOnlyList<Diagnostic> Failures, IReadOnlyList<string> Fired)
{
    public bool Passed => Failures.Count == 0;
}
