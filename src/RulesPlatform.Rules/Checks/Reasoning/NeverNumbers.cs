using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>Sides of comparisons that are NaN whatever their operands are: <c>0.0 / 0</c>, the root of a negative number.</summary>
internal static class NeverNumbers
{
    public static IReadOnlyList<PlacedExpression> Of(IReadOnlyList<PlacedExpression> comparisons, TermTable terms)
    {
        List<PlacedExpression>? found = null;
        foreach (PlacedExpression side in comparisons.SelectMany(comparison => comparison.Parts).Where(side => side.Parts.Count > 0))
        {
            if (!new CaseSearch(_ => Interval.AnyNumber).RangeOf(terms.Of(side.Tree)).HasNumbers)
            {
                (found ??= []).Add(side);
            }
        }
        return found ?? (IReadOnlyList<PlacedExpression>)[];
    }
}
