namespace RulesPlatform.RuleLint.Import.PromQl;

/// <param name="Operator"><c>=</c>, <c>!=</c>, <c>=~</c> or <c>!~</c>.</param>
internal sealed record QueryMatcher(string Label, string Operator, string Value);
