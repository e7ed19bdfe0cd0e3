namespace RulesPlatform.RuleLint.Import;

/// <summary>What the author chooses.</summary>
internal sealed record ImportOptions
{
    /// <summary>Of every file; null to take it from the label 'team' where a group's alerts have the same.</summary>
    public string? Owner { get; init; }

    /// <summary>Of analysis files whose group has none; null to leave it to the rule set's defaults.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Names of signals that the rules folder has already.</summary>
    public IReadOnlyCollection<string> TakenSignals { get; init; } = [];

    /// <summary>Word of the label 'severity' to one of ours.</summary>
    public IReadOnlyDictionary<string, string> Severities { get; init; } = new Dictionary<string, string>();
}
