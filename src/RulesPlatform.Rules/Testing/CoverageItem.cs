using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Testing;

/// <summary>One thing that tests can reach.</summary>
/// <param name="Rule">Id of the threshold or response rule.</param>
/// <param name="What">In words: <c>signal.Value &lt; 1 is true</c>.</param>
public sealed record CoverageItem(string Rule, string What, Origin Origin, bool IsReached);
