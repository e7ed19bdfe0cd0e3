using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>analysis/*.json</c>.</summary>
internal static class AnalysisShape
{
    // NaN stands for "unknown" between here and the draft: a file cannot hold it.
    private static readonly Shape<double> Absent = new EitherShape<double>(
        new WordShape<double>("value for 'absent'", ("unknown", double.NaN)), NodeKind.String, Words.Number, NodeKind.Number);

    private static readonly ObjectShape<InputDraft> Input = new ObjectShape<InputDraft>("input", () => new())
        .Optional("metric", Words.MetricName.Shape, (draft, value) => draft.Metric = value, "A metric's name.")
        .Optional("signal", Words.Reference("a signal's name"), (draft, value) => draft.Signal = value, "Another signal, instead of 'metric'; read at its newest slot.")
        .Optional("where", Words.Matchers, (draft, value) => draft.Where = value, "Which of its series: label to value, !value, ~regex or !~regex.")
        .Optional("by", Words.LabelNames.Located(), (draft, value) => draft.By = value, "Labels to keep; all of them unless given.")
        .Optional("over", Words.Span, (draft, value) => draft.Over = value, "Length of the window; required for all folds but last and at.")
        .Optional("offset", Words.Duration, (draft, value) => draft.Offset = value, "Moves the window into the past.")
        .Optional("fold", Words.Fold, (draft, value) => draft.Fold = value, "How a series' samples in the window become one number; last.")
        .Optional("combine", Words.Combine, (draft, value) => draft.Combine = value, "How the numbers of several series become one; sum.")
        .Optional("absent", Absent, (draft, value) => draft.Absent = double.IsNaN(value) ? null : value, "What stands in where there are no samples: a number, or \"unknown\".")
        .Optional("minCoverage", Words.Share, (draft, value) => draft.MinCoverage = value, "Share of the window below which there is no value; 0.5.")
        .Check(ReadsOneThing)
        .Check(HasItsWindow);

    private static readonly ObjectShape<BaselineDraft> Baseline = new ObjectShape<BaselineDraft>("baseline", () => new())
        .Required("model", new WordShape<string>("baseline model", ("rolling", "rolling"), ("ewma", "ewma"), ("seasonal", "seasonal")), (draft, value) => draft.Model = value, "How what is normal is learnt.")
        .Optional("season", Words.Span, (draft, value) => draft.Season = value, "Length of one season; seasonal only; 1d.")
        .Optional("history", Words.Span, (draft, value) => draft.History = value, "The training window; 1h, seasonal 14d.")
        .Optional("ready", Words.Share, (draft, value) => draft.Ready = value, "Share of the history (of one season) to be seen before it answers; 0.5, seasonal 1.")
        .Optional("relearnAfter", Words.Span, (draft, value) => draft.RelearnAfter = value, "How long a signal at which a rule is breached is not learnt from; one season, else the history.")
        .Optional("pinned", Words.Flag, (draft, value) => draft.Pinned = value, "Never learns, answers from what is stored; false.")
        .Check(FitsItsModel);

    private static readonly ObjectShape<SignalDraft> Signal = new ObjectShape<SignalDraft>("signal", () => new())
        .Required("name", Words.SignalName.Shape.Located(), (draft, value) => draft.Name = value, "Unique in the rule set.")
        .Required("unit", Words.FilledText, (draft, value) => draft.Unit = value, "Of the value: ratio, percent, bytes, seconds, per_second, count, …")
        .Optional("summary", Words.Text, (draft, value) => draft.Summary = value, "What it is, in one sentence.")
        .Optional("tolerance", Words.Span, (draft, value) => draft.Tolerance = value, "How old the newest sample may be; 2.5 intervals.")
        .Optional("keep", Words.Flag, (draft, value) => draft.Keep = value, "Whether its values are stored as series signal:NAME; true.")
        .Required("inputs", new MapShape<InputDraft>("an object of inputs", Words.InputName, Input, atLeast: 1), (draft, value) => draft.Inputs = value, "Name in the formula to which series, and how folded.")
        .Required("formula", Words.Expression, (draft, value) => draft.Formula = value, "Arithmetic over the inputs.")
        .Optional("baseline", Baseline.Select(draft => draft.ToDefinition()), (draft, value) => draft.Baseline = value, "What it is compared with.")
        .Optional(AllowShape.Member, AllowShape.List, (draft, value) => draft.Allow = value, AllowShape.Description);

    public static ObjectShape<AnalysisDraft> File { get; } = Header.Of<AnalysisDraft>("analysis")
        .Optional("interval", Words.Interval, (file, value) => file.Interval = value, "How often its signals are computed and judged.")
        .Optional("evaluationDelay", Words.Duration.Located(), (file, value) => file.EvaluationDelay = value, "How long after the slot at the latest; the lesser of 10s and a quarter of the interval.")
        .Required("signals", new ListShape<SignalDraft>("signals", Signal), (file, value) => file.Signals = value, "In any order; one may read another.");

    private static void ReadsOneThing(InputDraft draft, Reading reading)
    {
        if ((draft.Metric is null) == (draft.Signal is null))
        {
            reading.ReportOpening(ReadingProblems.Conflict, draft.Node, "an input has exactly one of 'metric' and 'signal'", "add \"metric\": \"NAME\", or remove one of the two");
        }
        foreach (string name in draft.Signal is null ? Array.Empty<string>() : ["over", "offset", "fold", "minCoverage"])
        {
            if (draft.Node.Find(name) is { } node)
            {
                reading.Report(ReadingProblems.Conflict, node, $"an input that reads a signal has no '{name}': it is read at its newest slot", "remove it; to fold a signal over time read its stored series: \"metric\": \"signal:NAME\"");
            }
        }
    }

    private static void HasItsWindow(InputDraft draft, Reading reading)
    {
        if (draft.Over is null && draft.Fold.Kind is not (Fold.Last or Fold.At))
        {
            TextNode fold = draft.Node.Find("fold")!;
            reading.Report(ReadingProblems.MissingMember, fold, $"the fold {Printable.Quote(fold.Text)} needs a window", "add \"over\": \"5m\"");
        }
    }

    private static void FitsItsModel(BaselineDraft draft, Reading reading)
    {
        if (draft is { Model: not "seasonal", Season: not null })
        {
            reading.Report(ReadingProblems.Conflict, draft.Node.Find("season")!, $"the model '{draft.Model}' has no season", "remove 'season', or write \"model\": \"seasonal\"");
        }
        BaselineDefinition definition = draft.ToDefinition();
        if (draft.Model == "seasonal" && definition.History < definition.Season)
        {
            TextNode node = draft.Node.Find("history") ?? draft.Node.Find("season")!;
            reading.Report(ReadingProblems.Conflict, node, "the history is shorter than one season", $"write at least \"history\": \"{DurationText.Write(definition.Season)}\"");
        }
    }
}
