using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Schema.Language;

internal sealed class CollectionDraft : FileDraft
{
    public IReadOnlyList<JobDraft> Jobs { get; set; } = [];
}

internal sealed class JobDraft : Draft
{
    public Located<string> Name { get; set; } = null!;

    public string Source { get; set; } = "";

    public TimeSpan? Interval { get; set; }

    public string? Cron { get; set; }

    public Located<string>? Zone { get; set; }

    public Located<TimeSpan>? Timeout { get; set; }

    public IReadOnlyList<TargetDraft> Targets { get; set; } = [];

    public IReadOnlyList<Located<string>> TargetFiles { get; set; } = [];

    public LabelSet Labels { get; set; } = LabelSet.Empty;

    public IReadOnlyList<LabelMatcher> Keep { get; set; } = [];

    public IReadOnlyList<LabelMatcher> Drop { get; set; } = [];

    public CollectionGuards Guards { get; set; } = new();

    /// <summary>Null where the file gives none.</summary>
    public SourceSettings? Options { get; set; }

    public IReadOnlyList<AllowDraft> Allow { get; set; } = [];
}

internal sealed class TargetDraft : Draft
{
    public Located<string> Address { get; set; } = null!;

    public LabelSet Labels { get; set; } = LabelSet.Empty;
}

internal sealed class GuardsDraft : Draft
{
    public CollectionGuards Guards { get; set; } = new();
}
