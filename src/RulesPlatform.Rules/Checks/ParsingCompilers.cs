using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Checks;

/// <summary>Compilers that give the problems of a text and, where there are none, a stand-in that must not be run.</summary>
internal static class ParsingCompilers
{
    private static readonly CompiledFormula s_formula = new((_) => throw NotCompiled(), _ => throw NotCompiled(), []);

    public static RuleCompilers All { get; } = new(
        (text, inputs) => Of(FormulaCompiler.Check(text, inputs), s_formula),
        (source, levels) => Of(ConditionCompiler.Check(source, levels), StandIn(source)),
        source => Of<Func<AlertFacts, bool>>(AlertConditionCompiler.Check(source), _ => throw NotCompiled()),
        TemplateCompiler.Compile);

    private static CompiledCondition StandIn(ConditionSource source) =>
        new(source.Expression ?? "", _ => throw NotCompiled(), OperandSet.None, [], _ => throw NotCompiled(), _ => throw NotCompiled());

    private static CompileResult<T> Of<T>(IReadOnlyList<CompileProblem> problems, T standIn) where T : class =>
        new(problems.Count == 0 ? standIn : null, problems);

    private static InvalidOperationException NotCompiled() => new("A rule that was linted was run; it was read, not compiled.");
}
