using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>A condition and its <c>clear</c> as terms: what rules that say the same share.</summary>
internal sealed class ConditionLogic
{
    private const OperandSet OfBaseline = OperandSet.Expected | OperandSet.Spread | OperandSet.Deviation | OperandSet.Score;

    private readonly TermTable _terms = new();
    private IReadOnlyList<PlacedExpression>? _comparisons;
    private IReadOnlyList<PlacedExpression>? _neverNumbers;

    public ConditionLogic(ReadCondition breach, ReadCondition? clear)
    {
        (BreachTree, ClearTree) = (breach.Rule, clear?.Rule);
        Define(breach.Variables);
        Define(clear?.Variables ?? []);
        Breach = TermOf(BreachTree);
        Clear = ClearTree is null ? null : TermOf(ClearTree);
    }

    public PlacedExpression BreachTree { get; }

    public PlacedExpression? ClearTree { get; }

    public Term Breach { get; }

    public Term? Clear { get; }

    /// <summary>The comparisons of the condition, as its author wrote them.</summary>
    public IReadOnlyList<PlacedExpression> Comparisons => _comparisons ??= OwnParts.Comparisons(BreachTree, _terms);

    /// <summary>Those whose two sides say the same.</summary>
    public IEnumerable<PlacedExpression> SelfComparisons => Comparisons.Where(IsSelfComparison);

    /// <summary>Sides of comparisons that are NaN whatever their operands are.</summary>
    public IReadOnlyList<PlacedExpression> SidesThatAreNoNumber => _neverNumbers ??= NeverNumbers.Of(Comparisons, _terms);

    /// <summary>Whether some comparison is decided before it is made: that is told alone.</summary>
    public bool HasEmptyComparison => SelfComparisons.Any() || SidesThatAreNoNumber.Count > 0;

    /// <summary>Whether <c>clear</c> waits for a baseline that the condition does not read.</summary>
    public bool ClearWaitsForBaseline => ClearTree is { } clear && ReadsBaseline(clear) && !ReadsBaseline(BreachTree);

    public Term TermOf(PlacedExpression part) => _terms.Of(part.Tree);

    public static bool ReadsBaseline(PlacedExpression tree) => tree.Reached().Any(part => part.Word is { } word && (word.Reads & OfBaseline) != 0);

    private void Define(IReadOnlyList<ScopedVariable> variables)
    {
        foreach (ScopedVariable one in variables)
        {
            _terms.Define(one.Variable, one.Definition.Tree);
        }
    }

    private bool IsSelfComparison(PlacedExpression part) =>
        TermOf(part.Parts[0]) == TermOf(part.Parts[1]) && !part.Parts[0].IsConstant;
}
