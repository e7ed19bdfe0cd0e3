namespace RulesPlatform.Rules.Compile.Trees;

/// <param name="Rule">Its tree is the whole, parameters included.</param>
/// <param name="Variables">Every parameter of the rule and of those nested in it.</param>
/// <param name="Text">Nested rules and parameters written out.</param>
internal sealed record ReadCondition(PlacedExpression Rule, IReadOnlyList<ScopedVariable> Variables, string Text);
