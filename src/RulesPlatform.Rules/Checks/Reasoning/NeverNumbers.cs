using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>Sides of comparisons that are NaN whatever their operands are: <c>0.0 / 0</c>, the root of a negative number.</summary>
internal static class NeverNumbers
{
    public static IReadOnlyList<PlacedExpression> Of(PlacedExpression tree, TermTable terms) =>
    [
        .. from part in OwnParts.Comparisons(tree, terms)
           from side in part.Parts
           where side.Word is null && !new CaseSearch(_ => Interval.AnyNumber).RangeOf(terms.Of(side.Tree)).HasNumbers
           select side,
    ];
}
