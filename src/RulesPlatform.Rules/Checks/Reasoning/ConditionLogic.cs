using System.Linq.Expressions;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>A condition and its <c>clear</c> as terms: what rules that say the same share.</summary>
internal sealed class ConditionLogic
{
    private const OperandSet OfBaseline = OperandSet.Expected | OperandSet.Spread | OperandSet.Deviation | OperandSet.Score;

    private readonly TermTable _terms = new();
    private readonly Lazy<IReadOnlyList<PlacedExpression>> _selfComparisons;

    public ConditionLogic(ReadCondition breach, ReadCondition? clear)
    {
        (BreachTree, ClearTree) = (breach.Rule, clear?.Rule);
        foreach (ScopedVariable one in breach.Variables.Concat(clear?.Variables ?? []))
        {
            _terms.Define(one.Variable, one.Definition.Tree);
        }
        Breach = TermOf(BreachTree);
        Clear = ClearTree is null ? null : TermOf(ClearTree);
        _selfComparisons = new(() => [.. Own(BreachTree).Where(IsSelfComparison)]);
    }

    public PlacedExpression BreachTree { get; }

    public PlacedExpression? ClearTree { get; }

    public Term Breach { get; }

    public Term? Clear { get; }

    /// <summary>The comparisons of the condition whose two sides say the same.</summary>
    public IReadOnlyList<PlacedExpression> SelfComparisons => _selfComparisons.Value;

    /// <summary>Whether <c>clear</c> waits for a baseline that the condition does not read.</summary>
    public bool ClearWaitsForBaseline => ClearTree is { } clear && ReadsBaseline(clear) && !ReadsBaseline(BreachTree);

    public Term TermOf(PlacedExpression part) => _terms.Of(part.Tree);

    /// <summary>A part of the rule's expressions and what it is made of, but not what its parameters are.</summary>
    public static IEnumerable<PlacedExpression> Own(PlacedExpression part) =>
        part.Tree is ParameterExpression ? [part] : part.Parts.SelectMany(Own).Prepend(part);

    private bool IsSelfComparison(PlacedExpression part) =>
        TermOf(part) is { IsComparison: true } term && term.Parts[0] == term.Parts[1] && !part.Parts[0].IsConstant;

    private static bool ReadsBaseline(PlacedExpression tree) => tree.Reached().Any(part => part.Word is { } word && (word.Reads & OfBaseline) != 0);
}
