using RulesPlatform.Pipeline.Analysis;

namespace RulesPlatform.Rules.Compile;

/// <param name="Reads">Indices of the inputs that the formula reads.</param>
public sealed record CompiledFormula(
    FormulaFunction Function, Func<double[], IReadOnlyList<ExplainedPart>> Explain, IReadOnlyList<int> Reads);
