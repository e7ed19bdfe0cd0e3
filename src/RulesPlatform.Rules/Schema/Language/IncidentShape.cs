namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>incidents/*.json</c>: what really happened, so that rules can be held against it.</summary>
internal static class IncidentShape
{
    public static Shape<DateTimeOffset> Instant { get; } = new TextShape<DateTimeOffset>("an instant such as \"2026-01-05T08:00:00Z\"", TimeText.ReadInstant, format: "date-time");

    private static readonly ObjectShape<IncidentDraft> Incident = new ObjectShape<IncidentDraft>("incident", () => new())
        .Required("name", Words.Reference("a sentence"), (draft, value) => draft.Name = value, "What happened, as a sentence.")
        .Required("from", Instant, (draft, value) => draft.From = value, "When it began.")
        .Required("to", Instant.Located(), (draft, value) => draft.To = value, "When it was over.")
        .Required("rules", new ListShape<Located<string>>("rules", Words.RuleId.Shape.Located(), atLeast: 1), (draft, value) => draft.Rules = value, "Rules that ought to tell of it: file-name/RuleName.")
        .Optional("where", Words.Matchers, (draft, value) => draft.Where = value, "Which of their alerts: label to value, !value, ~regex or !~regex; any unless given.")
        .Check(EndsAfterItBegins);

    public static ObjectShape<IncidentsDraft> File { get; } = Header.Of<IncidentsDraft>("incidents")
        .Required("incidents", new ListShape<IncidentDraft>("incidents", Incident), (file, value) => file.Incidents = value, "In any order.");

    private static void EndsAfterItBegins(IncidentDraft incident, Reading reading)
    {
        if (incident.To.Value <= incident.From)
        {
            reading.Report(ReadingProblems.OutOfRange, incident.To.Node, "the incident is over before it began", "write an instant after 'from'");
        }
    }
}
