using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Rules.Loading;

/// <summary>What one rule set has that another does not.</summary>
/// <param name="From">Revision before.</param>
/// <param name="To">Revision after.</param>
/// <param name="Signals">By name; changed where their content hashes differ. So for the others.</param>
public sealed record RuleSetChange(
    string From, string To, NameChanges Files, NameChanges Jobs, NameChanges Signals, NameChanges Rules, NameChanges Responses)
{
    public static RuleSetChange Between(RuleSet before, RuleSet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new RuleSetChange(
            before.Revision,
            after.Revision,
            FilesBetween(before, after),
            NameChanges.Between(JobsOf(before), JobsOf(after)),
            NameChanges.Between(SignalsOf(before), SignalsOf(after)),
            NameChanges.Between(RulesOf(before), RulesOf(after)),
            NameChanges.Between(ResponsesOf(before), ResponsesOf(after)));
    }

    /// <summary>One line for the log: <c>rule set 1a2b… → 3c4d…: rules +1 −0 ~2 (http/TargetDown, …); …</c>.</summary>
    public override string ToString()
    {
        (string, NameChanges)[] parts = [("files", Files), ("jobs", Jobs), ("signals", Signals), ("rules", Rules), ("responses", Responses)];
        string[] changed = [.. parts.Where(part => !part.Item2.IsEmpty).Select(part => $"{part.Item1} {part.Item2}")];
        return $"rule set {From} → {To}: {(changed.Length == 0 ? "nothing but order or comments" : string.Join("; ", changed))}";
    }

    // Bytes decide for files: a comment is a change of the file, though of nothing in it.
    private static NameChanges FilesBetween(RuleSet before, RuleSet after)
    {
        var known = before.Files.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        return NameChanges.Between(
            before.Files.Select(file => (file.Path, "")),
            after.Files.Select(file => (file.Path, known.TryGetValue(file.Path, out ReadOnlyMemory<byte> content) && content.Span.SequenceEqual(file.Content.Span) ? "" : "changed")));
    }

    private static IEnumerable<(string, string)> JobsOf(RuleSet rules) => rules.Jobs.Select(job => (job.Name, job.ContentHash));

    private static IEnumerable<(string, string)> SignalsOf(RuleSet rules) =>
        rules.Groups.SelectMany(group => group.Signals).Select(signal => (signal.Name, signal.ContentHash));

    private static IEnumerable<(string, string)> RulesOf(RuleSet rules) =>
        rules.Rules.Concat(rules.DefaultRules).Select(rule => (rule.Id, rule.ContentHash));

    private static IEnumerable<(string, string)> ResponsesOf(RuleSet rules) => rules.Responses.Select(rule => (rule.Id, rule.ContentHash));
}
