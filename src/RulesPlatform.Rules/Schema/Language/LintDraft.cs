namespace RulesPlatform.Rules.Schema.Language;

/// <summary>What the owners of a rule set ask of lint.</summary>
internal sealed class LintDraft : Draft
{
    public IReadOnlyList<LintSeverityDraft> Severities { get; set; } = [];

    /// <summary>Checks that no file may allow.</summary>
    public IReadOnlyList<Located<string>> Locked { get; set; } = [];

    public IReadOnlyList<DemandDraft> Demands { get; set; } = [];
}

/// <summary>How one check's findings count.</summary>
internal sealed record LintSeverityDraft(Located<string> Check, LintSeverity Severity);

internal enum LintSeverity
{
    Off,
    Warning,
    Error,
}

/// <summary>What the rules of some files must say.</summary>
internal sealed class DemandDraft : Draft
{
    /// <summary>Paths below the rules folder, <c>*</c> for any characters.</summary>
    public string Paths { get; set; } = "";

    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>Empty where any owner will do.</summary>
    public IReadOnlyList<string> Owners { get; set; } = [];

    public bool Runbook { get; set; }

    public bool Summary { get; set; }
}
