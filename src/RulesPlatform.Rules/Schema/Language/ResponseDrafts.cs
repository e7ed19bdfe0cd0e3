using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Rules.Schema.Language;

internal sealed class ResponsesDraft : FileDraft
{
    public Located<string>? WorkflowName { get; set; }

    public Located<IReadOnlyList<ParameterDraft>>? GlobalParams { get; set; }

    public IReadOnlyList<Entry<ReceiverDraft>> Receivers { get; set; } = [];

    public IReadOnlyList<InhibitionDraft> Inhibitions { get; set; } = [];

    public IReadOnlyList<Entry<CalendarDraft>> Calendars { get; set; } = [];

    public IReadOnlyList<RuleDraft<ResponseProperties>> Rules { get; set; } = [];
}

internal sealed class ReceiverDraft(ReceiverSettings settings) : Draft
{
    public ReceiverSettings Settings { get; set; } = settings;
}

internal sealed class InhibitionDraft : Draft
{
    public Located<string> Name { get; set; } = null!;

    public IReadOnlyList<LabelMatcher> Source { get; set; } = [];

    public IReadOnlyList<LabelMatcher> Target { get; set; } = [];

    public IReadOnlyList<string> Equal { get; set; } = [];
}

internal sealed class CalendarDraft : Draft
{
    public Located<string> Zone { get; set; } = null!;

    public IReadOnlyList<CalendarSpan> Weekly { get; set; } = [];

    public IReadOnlyList<DateOnly> Except { get; set; } = [];
}

internal sealed class CalendarSpanDraft : Draft
{
    public IReadOnlyList<DayOfWeek> Days { get; set; } = [];

    public TimeOnly From { get; set; }

    public TimeOnly To { get; set; }
}

internal sealed class ResponseProperties : Draft
{
    public bool Continue { get; set; }

    public Located<string>? ActiveWhen { get; set; }

    public string Summary { get; set; } = "";

    public IReadOnlyList<AllowDraft> Allow { get; set; } = [];
}

internal sealed class NotifyContextDraft : Draft
{
    public Located<string> Receiver { get; set; } = null!;

    public IReadOnlyList<string>? GroupBy { get; set; }

    public TimeSpan? Wait { get; set; }

    public TimeSpan? Interval { get; set; }

    public TimeSpan? Repeat { get; set; }

    public bool SendResolved { get; set; } = true;

    public IReadOnlyList<EscalationDraft> Escalation { get; set; } = [];
}

internal sealed class EscalationDraft : Draft
{
    public TimeSpan After { get; set; }

    public Located<string> Receiver { get; set; } = null!;
}

internal sealed class RunContextDraft : Draft
{
    public Located<string> Command { get; set; } = null!;

    public IReadOnlyList<Located<string>> Arguments { get; set; } = [];
}

internal sealed class CaptureContextDraft : Draft
{
    public IReadOnlyList<string> What { get; set; } = [];

    public Located<string>? Process { get; set; }
}

internal sealed class AnnotateContextDraft : Draft
{
    public Located<string> Text { get; set; } = null!;
}

internal sealed class RecommendContextDraft : Draft
{
    public string Category { get; set; } = "";

    public Located<string> Subject { get; set; } = null!;

    public Located<string> Text { get; set; } = null!;
}
