using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Compile;

/// <summary>Turns a threshold rule into a delegate, its explanation and its stock-engine twin.</summary>
public static class ConditionCompiler
{
    /// <param name="levels">Level names of the rule's signal; level i is <see cref="RuleOperands.Levels"/>[i].</param>
    public static CompileResult<CompiledCondition> Compile(ConditionSource source, IReadOnlyList<string> levels) =>
        throw new NotSupportedException();
}
