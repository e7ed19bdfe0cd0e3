namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>ruleset.json</c>.</summary>
internal static class RuleSetShape
{
    private static readonly ObjectShape<DefaultsDraft> Defaults = new ObjectShape<DefaultsDraft>("set of defaults", () => new())
        .Optional("interval", Words.Interval, (draft, value) => draft.Interval = value, "Of collection jobs and analysis files; 15s.")
        .Optional("timeout", Words.Span, (draft, value) => draft.Timeout = value, "Of collection jobs, cut to their interval; 10s.")
        .Optional("repeat", Words.Span, (draft, value) => draft.Repeat = value, "Between notifications while nothing changes; 4h.")
        .Optional("groupWait", Words.Duration, (draft, value) => draft.GroupWait = value, "From a group's first alert to its first notification; 0s.")
        .Optional("groupInterval", Words.Span, (draft, value) => draft.GroupInterval = value, "Between notifications of a group that changes; 1m.")
        .Optional("forgetAfter", Words.Duration, (draft, value) => draft.ForgetAfter = value, "How long an ended series may be gone before its alert resolves as vanished; 5m.");

    private static readonly ObjectShape<DefaultThresholdDraft> DefaultThreshold = new ObjectShape<DefaultThresholdDraft>("default threshold", () => new())
        .Optional("unit", Words.FilledText, (draft, value) => draft.Unit = value, "Covers signals of this unit.")
        .Optional("signal", Words.NameMatcher, (draft, value) => draft.Signal = value, "Covers signals of this name, or ~pattern; with 'unit', both must fit.")
        .Optional("above", Words.Number, (draft, value) => draft.Above = value, "Fires above this value.")
        .Optional("below", Words.Number, (draft, value) => draft.Below = value, "Fires below this value.")
        .Optional("for", Words.Duration, (draft, value) => draft.For = value, "How long it must last; 0s.")
        .Optional("severity", Words.Severity, (draft, value) => draft.Severity = value, "Of the alert; warning.")
        .Check(CoversSomething);

    private static readonly ObjectShape<CommandDraft> Command = new ObjectShape<CommandDraft>("command", () => new())
        .Required("path", new TextShape<string>("an absolute path", AddressText.ReadAbsolutePath), (draft, value) => draft.Path = value, "The program; started without a shell.")
        .Optional("timeout", Words.Span, (draft, value) => draft.Timeout = value, "It is ended after this; 30s.")
        .Optional("maxOutput", Words.Count(0, 16 * 1024 * 1024), (draft, value) => draft.MaxOutput = value, "Bytes of output to keep; 65536.");

    public static ObjectShape<RuleSetDraft> File { get; } = Header.Of<RuleSetDraft>("ruleset")
        .Optional("defaults", Defaults, (file, value) => file.Defaults = value, "What applies where a file says nothing.")
        .Required("defaultReceiver", Words.Reference("a receiver's name"), (file, value) => file.DefaultReceiver = value, "Gets what nothing routes, and what went wrong.")
        .Optional("defaultThresholds", new ListShape<DefaultThresholdDraft>("default thresholds", DefaultThreshold), (file, value) => file.DefaultThresholds = value, "Judge every signal that they cover where no rule of its own does.")
        .Optional("commands", new MapShape<CommandDraft>("an object of commands", Words.PlainName, Command), (file, value) => file.Commands = value, "What 'run' actions may start.")
        .Optional("lint", LintShape.Lint, (file, value) => file.Lint = value, "What rulelint is to demand, and how its findings count.");

    private static void CoversSomething(DefaultThresholdDraft draft, Reading reading)
    {
        if (draft.Unit is null && draft.Signal is null)
        {
            reading.ReportOpening(ReadingProblems.MissingMember, draft.Node, "a default threshold lacks 'unit' or 'signal'", "say which signals it covers: \"unit\": \"percent\" or \"signal\": \"~.*\"");
        }
        if (draft.Above is null && draft.Below is null)
        {
            reading.ReportOpening(ReadingProblems.MissingMember, draft.Node, "a default threshold lacks 'above' or 'below'", "add \"above\": a number");
        }
        if (draft is { Above: { } above, Below: { } below } && below >= above)
        {
            reading.Report(ReadingProblems.Conflict, draft.Node.Find("below")!, "'below' is not less than 'above': every value would fire", "swap the two");
        }
    }
}
