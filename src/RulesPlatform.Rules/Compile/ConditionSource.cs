namespace RulesPlatform.Rules.Compile;

/// <summary>A rule of a workflow as written: either an expression or an operator over nested rules.</summary>
/// <param name="Parameters">LocalParams after GlobalParams, in file order; each may read those before it.</param>
/// <param name="Operator"><c>And</c>, <c>AndAlso</c>, <c>Or</c>, <c>OrElse</c>; null for a plain expression.</param>
public sealed record ConditionSource(
    string Name, string? Expression, IReadOnlyList<ScopedParameter> Parameters, string? Operator, IReadOnlyList<ConditionSource> Nested)
{
    public static ConditionSource Of(string expression) => new("rule", expression, [], null, []);
}
