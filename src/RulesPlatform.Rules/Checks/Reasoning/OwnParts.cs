using System.Linq.Expressions;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>The parts of an expression as its author wrote it: not what its parameters stand for.</summary>
internal static class OwnParts
{
    /// <summary>Those that compare two numbers, in the order written.</summary>
    public static IReadOnlyList<PlacedExpression> Comparisons(PlacedExpression part, TermTable terms)
    {
        var found = new List<PlacedExpression>();
        Collect(part, terms, found);
        return found;
    }

    private static void Collect(PlacedExpression part, TermTable terms, List<PlacedExpression> found)
    {
        if (part.Tree is ParameterExpression)
        {
            return;
        }
        if (part.Parts.Count == 2 && part.Type == typeof(bool) && terms.Of(part.Tree).IsComparison)
        {
            found.Add(part);
        }
        foreach (PlacedExpression one in part.Parts)
        {
            Collect(one, terms, found);
        }
    }
}
