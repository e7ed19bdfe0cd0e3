using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Testing.Mutation;

/// <summary>One small change of a rule file that a test of its rules ought to notice.</summary>
/// <param name="Origin">Where the original stands.</param>
/// <param name="Subject">The rule, the route or the signal that was changed.</param>
/// <param name="Change">What was done, as a person would say it: <c>'&gt;' became '&lt;'</c>.</param>
/// <param name="Rules">Ids of the threshold rules that it can concern; null where it concerns what is sent, of whichever rule.</param>
/// <param name="File">The file with the change in it.</param>
public sealed record Mutant(Origin Origin, string Subject, string Change, IReadOnlyList<string>? Rules, RuleText File)
{
    internal bool Concerns(string rule) => Rules is null || Rules.Contains(rule);
}
