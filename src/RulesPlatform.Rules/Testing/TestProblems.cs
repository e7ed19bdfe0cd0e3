using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Testing;

/// <summary>What can be said of a rule test that was run.</summary>
public static class TestProblems
{
    public static DiagnosticKind NotMet { get; } = new("RP7001", "An expectation that was not met");
}
