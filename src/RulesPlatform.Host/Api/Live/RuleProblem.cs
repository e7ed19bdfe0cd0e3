namespace RulesPlatform.Host.Api.Live;

/// <summary>The newest rule files were refused; the set before them stays in force.</summary>
/// <param name="At">When they were read.</param>
/// <param name="Diagnostics">Every problem as a person reads it: place, excerpt, what and how.</param>
internal sealed record RuleProblem(DateTimeOffset At, IReadOnlyList<string> Diagnostics);
