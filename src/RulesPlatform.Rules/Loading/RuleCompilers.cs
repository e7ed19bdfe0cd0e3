using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Loading;

/// <summary>How texts become delegates. Called from several threads at once.</summary>
/// <param name="Formula">The text and the names of its inputs.</param>
/// <param name="Condition">The rule and the level names of its signal. A nested source holds its own LocalParams only; it sees those around it.</param>
/// <param name="AlertCondition">A response rule.</param>
/// <param name="Template">The text and the level names that it may use; null where any is allowed.</param>
public sealed record RuleCompilers(
    Func<string, IReadOnlyList<string>, CompileResult<CompiledFormula>> Formula,
    Func<ConditionSource, IReadOnlyList<string>, CompileResult<CompiledCondition>> Condition,
    Func<ConditionSource, CompileResult<Func<AlertFacts, bool>>> AlertCondition,
    Func<string, IReadOnlyList<string>?, CompileResult<TemplateText>> Template)
{
    public static RuleCompilers Default { get; } =
        new(FormulaCompiler.Compile, ConditionCompiler.Compile, AlertConditionCompiler.Compile, TemplateCompiler.Compile);
}
