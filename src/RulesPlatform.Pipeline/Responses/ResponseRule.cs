using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>
/// One response rule: what to do about a change of an alert. Rules are tried in file-name and file order; every rule that matches
/// acts, but once a <see cref="NotifyAction"/> without <see cref="Continue"/> has matched, later notify rules are passed over.
/// </summary>
public sealed record ResponseRule
{
    /// <summary><c>file-name/RuleName</c>.</summary>
    public required string Id { get; init; }

    public required string Text { get; init; }

    /// <summary>May throw; the default receiver then gets the alert with the reason.</summary>
    public required Func<AlertFacts, bool> Matches { get; init; }

    public required ResponseAction Action { get; init; }

    public bool Continue { get; init; }

    /// <summary>A calendar outside which this rule does not match, or null.</summary>
    public string? ActiveWhen { get; init; }

    public required Origin Origin { get; init; }

    /// <summary>Hash of the rule's text in canonical form.</summary>
    public string ContentHash { get; init; } = "";
}
