using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Testing;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>tests/*.json</c>: what the rules are to do about given series.</summary>
internal static class TestShape
{
    private static readonly NamePattern SeriesName = new("a series", "write it as up{job=\"node\",instance=\"a\"}", SeriesKeyText.Pattern, 4096);

    private static readonly Shape<IReadOnlyList<double?>> Values = new TextShape<IReadOnlyList<double?>>("values such as \"1x4 0+10x30 _x5 stale\"", SeriesNotation.Read);

    private static readonly Shape<double> Value = new EitherShape<double>(
        new WordShape<double>("value", ("unknown", double.NaN)), NodeKind.String, Words.Number, NodeKind.Number);

    private static readonly Shape<DateTimeOffset> Instant = new TextShape<DateTimeOffset>("an instant such as \"2026-01-05T08:00:00Z\"", TimeText.ReadInstant, format: "date-time");

    private static readonly Shape<IReadOnlyList<SeriesDraft>> Series = new MapShape<Located<IReadOnlyList<double?>>>("an object of series", SeriesName, Values.Located(), atLeast: 1)
        .Select<IReadOnlyList<SeriesDraft>>(entries => [.. entries.Select(Draft)]);

    private static readonly ObjectShape<TestSilenceDraft> Silence = new ObjectShape<TestSilenceDraft>("silence", () => new())
        .Required("from", Words.Duration, (draft, value) => draft.From = value, "When it begins.")
        .Required("for", Words.Span, (draft, value) => draft.For = value, "How long it lasts.")
        .Required("where", Words.SomeMatchers, (draft, value) => draft.Where = value, "Which alerts: label to value, !value, ~regex or !~regex.");

    private static readonly ObjectShape<TestAcknowledgementDraft> Acknowledgement = new ObjectShape<TestAcknowledgementDraft>("acknowledgement", () => new())
        .Required("at", Words.Duration.Located(), (draft, value) => draft.At = value, "When.")
        .Required("rule", Words.RuleId.Shape.Located(), (draft, value) => draft.Rule = value, "Of whose alert.")
        .Optional("where", Words.Matchers, (draft, value) => draft.Where = value, "Which of them; the first where several fit.");

    private static readonly ObjectShape<ExpectedSignalDraft> Signal = new ObjectShape<ExpectedSignalDraft>("expected signal", () => new())
        .Required("at", Words.Duration, (draft, value) => draft.At = value, "The slot.")
        .Required("signal", Words.Reference("a signal's name"), (draft, value) => draft.Signal = value, "Which signal.")
        .Optional("where", Words.Matchers, (draft, value) => draft.Where = value, "Which of its rows; every one unless given.")
        .Required("value", Value.Located(), (draft, value) => draft.Value = value, "A number, or \"unknown\".")
        .Optional("within", Words.Share, (draft, value) => draft.Within = value, "How far off it may be, relative to the value; 1e-9.");

    private static readonly ObjectShape<ExpectedAlertDraft> Alert = new ObjectShape<ExpectedAlertDraft>("expected alert", () => new())
        .Required("rule", Words.RuleId.Shape.Located(), (draft, value) => draft.Rule = value, "Whose alert: file-name/RuleName.")
        .Optional("where", Words.Matchers, (draft, value) => draft.Where = value, "Which of its alerts; needed where there are several.")
        .Required("states", new TextShape<IReadOnlyList<AlertState>>("states such as \".x4 Px4 F\"", StateNotation.Read).Located(), (draft, value) => draft.States = value, "One a slot of the signal's group: . inactive, P pending, F firing, R recovering.");

    private static readonly ObjectShape<ExpectedNotificationDraft> Notification = new ObjectShape<ExpectedNotificationDraft>("expected notification", () => new())
        .Required("at", Words.Duration.Located(), (draft, value) => draft.At = value, "When it was due.")
        .Required("receiver", Words.Reference("a receiver's name"), (draft, value) => draft.Receiver = value, "To whom; action:run and action:capture for actions.")
        .Optional("cause", new WordShape<string>("cause", ("first", "First"), ("changed", "Changed"), ("repeated", "Repeated"), ("resolved", "Resolved"), ("escalated", "Escalated"), ("action", "Action")), (draft, value) => draft.Cause = value, "Why it was sent then.")
        .Optional("firing", new ListShape<Located<string>>("alerts", Words.Reference("an alert")), (draft, value) => draft.Firing = value, "Alerts in it that fire: file-name/RuleName, and their labels in braces where it matters.")
        .Optional("resolved", new ListShape<Located<string>>("alerts", Words.Reference("an alert")), (draft, value) => draft.Resolved = value, "Alerts in it that are over.");

    private static readonly ObjectShape<ExpectedSuppressionDraft> Suppression = new ObjectShape<ExpectedSuppressionDraft>("expected suppression", () => new())
        .Required("rule", Words.RuleId.Shape.Located(), (draft, value) => draft.Rule = value, "Whose alert was not sent.")
        .Optional("where", Words.Matchers, (draft, value) => draft.Where = value, "Which of them.")
        .Required("by", new WordShape<string>("cause", ("silence", "silence"), ("inhibition", "inhibition"), ("calendar", "calendar"), ("shadow", "shadow"), ("dependency", "dependency"), ("acknowledged", "acknowledged"), ("grouping", "grouping")).Located(), (draft, value) => draft.By = value, "Why.");

    private static readonly ObjectShape<TestDraft> Test = new ObjectShape<TestDraft>("test", () => new())
        .Required("name", Words.Reference("a sentence"), (draft, value) => draft.Name = value, "What is to happen, as a sentence.")
        .Required("series", Series, (draft, value) => draft.Series = value, "Series to values, one an interval.")
        .Optional("silences", new ListShape<TestSilenceDraft>("silences", Silence), (draft, value) => draft.Silences = value, "What people keep quiet.")
        .Optional("acknowledgements", new ListShape<TestAcknowledgementDraft>("acknowledgements", Acknowledgement), (draft, value) => draft.Acknowledgements = value, "What people take on.")
        .Optional("signals", new ListShape<ExpectedSignalDraft>("expected signals", Signal), (draft, value) => draft.Signals = value, "Values that are to come out.")
        .Optional("alerts", new ListShape<ExpectedAlertDraft>("expected alerts", Alert), (draft, value) => draft.Alerts = value, "How alerts are to come and go.")
        .Optional("notifications", new ListShape<ExpectedNotificationDraft>("expected notifications", Notification).Located(), (draft, value) => draft.Notifications = value, "Every notification that is to be sent, in order; [] for none.")
        .Optional("suppressed", new ListShape<ExpectedSuppressionDraft>("expected suppressions", Suppression), (draft, value) => draft.Suppressed = value, "What is to be kept back.")
        .Check(ExpectsSomething);

    public static ObjectShape<TestsDraft> File { get; } = Header.Of<TestsDraft>("tests")
        .Optional("interval", Words.Interval, (file, value) => file.Interval = value, "Between two values of a series; 15s.")
        .Optional("start", Instant, (file, value) => file.Start = value, "When the first values arrive; 2026-01-05T00:00:00Z, a Monday.")
        .Required("tests", new ListShape<TestDraft>("tests", Test), (file, value) => file.Tests = value, "Each by itself, from an empty store.");

    // The name is checked before: a series that is none has been reported.
    private static SeriesDraft Draft(Entry<Located<IReadOnlyList<double?>>> entry)
    {
        SeriesKeyText.Read(entry.Name, out SeriesKey key);
        return new SeriesDraft { Key = key, Values = entry.Value.Value, Node = entry.Value.Node };
    }

    private static void ExpectsSomething(TestDraft test, Reading reading)
    {
        if (test.Signals.Count == 0 && test.Alerts.Count == 0 && test.Notifications is null && test.Suppressed.Count == 0)
        {
            reading.ReportOpening(ReadingProblems.MissingMember, test.Node, "a test expects nothing", "add 'alerts', 'signals', 'notifications' or 'suppressed'");
        }
    }
}
