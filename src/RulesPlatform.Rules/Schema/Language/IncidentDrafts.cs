using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Rules.Schema.Language;

internal sealed class IncidentsDraft : FileDraft
{
    public IReadOnlyList<IncidentDraft> Incidents { get; set; } = [];
}

internal sealed class IncidentDraft : Draft
{
    public Located<string> Name { get; set; } = null!;

    public DateTimeOffset From { get; set; }

    public Located<DateTimeOffset> To { get; set; } = null!;

    public IReadOnlyList<Located<string>> Rules { get; set; } = [];

    public IReadOnlyList<LabelMatcher> Where { get; set; } = [];
}
