using System.Linq.Expressions;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>A LocalParam or GlobalParam, checked.</summary>
/// <param name="Engine">Typed as the stock engine types it: whole numbers stay int, so that a division by it is seen for what it is there.</param>
/// <param name="Variable">Typed as we compute: double, bool or string.</param>
/// <param name="Expanded">The definition's text with the parameters that it names written out.</param>
internal sealed record ScopedVariable(
    string Name, string Expression, ParameterExpression Engine, ParameterExpression Variable, PlacedExpression Definition, string Expanded);
