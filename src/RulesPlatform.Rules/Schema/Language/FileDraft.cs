namespace RulesPlatform.Rules.Schema.Language;

/// <summary>What every rule file begins with.</summary>
internal abstract class FileDraft : Draft
{
    public Located<string>? Name { get; set; }

    public Located<string>? Version { get; set; }

    public string Owner { get; set; } = "";

    /// <summary>For the whole file.</summary>
    public IReadOnlyList<AllowDraft> Allow { get; set; } = [];
}
