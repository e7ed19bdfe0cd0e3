namespace RulesPlatform.Rules.Schema.Language;

/// <summary>A finding of lint that the author allows: which, why, and until when.</summary>
internal sealed class AllowDraft : Draft
{
    public Located<string> Check { get; set; } = null!;

    /// <summary>Empty where none is given.</summary>
    public string Because { get; set; } = "";

    /// <summary>The last day on which it counts; null for ever.</summary>
    public Located<DateOnly>? Until { get; set; }
}
