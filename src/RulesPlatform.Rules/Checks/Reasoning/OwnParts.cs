using System.Linq.Expressions;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Checks.Reasoning;

/// <summary>The parts of an expression as its author wrote it.</summary>
internal static class OwnParts
{
    /// <summary>The expression and what it is made of, in the order written, but not what its parameters stand for.</summary>
    public static IEnumerable<PlacedExpression> Of(PlacedExpression part) =>
        part.Tree is ParameterExpression ? [part] : part.Parts.SelectMany(Of).Prepend(part);

    /// <summary>Those that compare two numbers.</summary>
    public static IEnumerable<PlacedExpression> Comparisons(PlacedExpression part, TermTable terms) =>
        Of(part).Where(one => one is { Parts.Count: 2, Tree: not ParameterExpression } && one.Type == typeof(bool) && terms.Of(one.Tree).IsComparison);
}
