using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Compile;

/// <summary>Turns a response rule's expression over <c>alert</c> into a delegate.</summary>
public static class AlertConditionCompiler
{
    public static CompileResult<Func<AlertFacts, bool>> Compile(ConditionSource source) => throw new NotSupportedException();
}
