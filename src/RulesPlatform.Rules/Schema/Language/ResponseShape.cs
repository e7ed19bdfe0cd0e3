using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>responses/*.json</c>.</summary>
internal static class ResponseShape
{
    private static readonly Shape<DayOfWeek> Day = new WordShape<DayOfWeek>(
        "day", ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday), ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday), ("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday));

    private static readonly Shape<TimeOnly> TimeOfDay = new TextShape<TimeOnly>("a time of day such as \"08:00\"", TimeText.ReadTimeOfDay, "^([01][0-9]|2[0-4]):[0-5][0-9]$");

    private static readonly Shape<CalendarSpan> Span = new ObjectShape<CalendarSpanDraft>("calendar span", () => new())
        .Required("days", new ListShape<DayOfWeek>("days", Day, atLeast: 1, isUnique: true), (draft, value) => draft.Days = value, "On which it begins.")
        .Required("from", TimeOfDay, (draft, value) => draft.From = value, "Local time, inclusive.")
        .Required("to", TimeOfDay, (draft, value) => draft.To = value, "Local time, exclusive; not after 'from', it is on the next day.")
        .Select(draft => new CalendarSpan(draft.Days, draft.From, draft.To));

    private static readonly ObjectShape<CalendarDraft> Calendar = new ObjectShape<CalendarDraft>("calendar", () => new())
        .Required("zone", Words.Zone, (draft, value) => draft.Zone = value, "IANA time zone.")
        .Required("weekly", new ListShape<CalendarSpan>("calendar spans", Span), (draft, value) => draft.Weekly = value, "When it is open.")
        .Optional("except", new ListShape<DateOnly>("dates", Words.Date, isUnique: true), (draft, value) => draft.Except = value, "Local dates on which it is closed.");

    private static readonly ObjectShape<InhibitionDraft> Inhibition = new ObjectShape<InhibitionDraft>("inhibition", () => new())
        .Required("name", Words.PlainName.Shape.Located(), (draft, value) => draft.Name = value, "Unique in the rule set.")
        .Required("source", Words.SomeMatchers, (draft, value) => draft.Source = value, "While an alert that matches this fires …")
        .Required("target", Words.SomeMatchers, (draft, value) => draft.Target = value, "… those that match this are not sent …")
        .Optional("equal", Words.LabelNames, (draft, value) => draft.Equal = value, "… where these labels are equal.");

    private static readonly ObjectShape<ResponseProperties> Properties = new ObjectShape<ResponseProperties>("response rule's Properties", () => new())
        .Optional("continue", Words.Flag, (draft, value) => draft.Continue = value, "Whether later notify rules are tried too; false.")
        .Optional("activeWhen", Words.Reference("a calendar's name"), (draft, value) => draft.ActiveWhen = value, "A calendar outside which it does not match.")
        .Optional("summary", Words.FilledText, (draft, value) => draft.Summary = value, "What it is for, in one sentence.")
        .Optional(AllowShape.Member, AllowShape.List, (draft, value) => draft.Allow = value, AllowShape.Description);

    private static readonly ObjectShape<RuleDraft<ResponseProperties>> Rule = WorkflowShape.Rule<ResponseProperties>("response rule")
        .Optional("Properties", Properties, (draft, value) => draft.Properties = value, "What the platform wants to know of the rule.")
        .Required("Actions", ActionShape.Actions, (draft, value) => draft.OnSuccess = value, "What is done.");

    public static ObjectShape<ResponsesDraft> File { get; } =
        WorkflowShape.WithWorkflow(Header.Of<ResponsesDraft>("responses"), (file, value) => file.WorkflowName = value, (file, value) => file.GlobalParams = value)
            .Optional("receivers", new MapShape<ReceiverDraft>("an object of receivers", Words.PlainName, ReceiverShape.Receiver), (file, value) => file.Receivers = value, "Places to send to; one namespace for all responses files.")
            .Optional("inhibit", new ListShape<InhibitionDraft>("inhibitions", Inhibition), (file, value) => file.Inhibitions = value, "Which alerts silence which others.")
            .Optional("calendars", new MapShape<CalendarDraft>("an object of calendars", Words.PlainName, Calendar), (file, value) => file.Calendars = value, "Recurring spans of local time.")
            .Required("Rules", new ListShape<RuleDraft<ResponseProperties>>("response rules", Rule), (file, value) => file.Rules = value, "Tried in order.")
            .Check((file, reading) => NameCheck.Report(file.Name, file.WorkflowName, reading));
}
