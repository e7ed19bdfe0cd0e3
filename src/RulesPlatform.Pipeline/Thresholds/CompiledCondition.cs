using RulesPlatform.Pipeline.Analysis;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>An expression of a rule file, ready to run, with what is needed to explain and to cross-check it.</summary>
/// <param name="Text">As the author wrote it (nested rules and parameters expanded).</param>
/// <param name="Holds">The fast path.</param>
/// <param name="Reads">Which operands it reads: NaN in any of them makes the verdict Unknown.</param>
/// <param name="LevelsRead">Indices into <see cref="RuleOperands.Levels"/> that it reads.</param>
/// <param name="Explain">Every sub-expression with its value, from the same tree.</param>
/// <param name="StockHolds">The same expression judged by the stock engine: true, false, or null where it faulted. Slow; called on transitions only.</param>
public sealed record CompiledCondition(
    string Text,
    RuleCondition Holds,
    OperandSet Reads,
    IReadOnlyList<int> LevelsRead,
    Func<RuleOperands, IReadOnlyList<ExplainedPart>> Explain,
    Func<RuleOperands, bool?> StockHolds);
