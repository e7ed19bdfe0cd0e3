namespace RulesPlatform.RuleLint.Import.PromQl;

/// <param name="At">Index in the text.</param>
/// <param name="Message">One line, no full stop.</param>
internal sealed record QueryProblem(int At, string Message);
