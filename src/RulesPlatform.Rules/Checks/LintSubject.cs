using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Checks.Responses;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks;

/// <summary>A rule set that loads, as its author wrote it: what checks look at.</summary>
internal sealed class LintSubject
{
    private readonly Dictionary<string, WrittenSignal> _signals;
    private readonly Lazy<AlertIdentities> _alerts;
    private Lazy<IReadOnlyList<RuleLogic>> _logic;
    private Lazy<IReadOnlyList<FormulaLogic>> _formulas;

    /// <param name="today">Against which the ends of allowances are held.</param>
    public LintSubject(Manuscript manuscript, DateOnly today)
    {
        (Manuscript, Today) = (manuscript, today);
        _alerts = new Lazy<AlertIdentities>(() => new AlertIdentities(this));
        Signals =
        [
            .. from file in manuscript.Analyses
               from signal in file.Draft!.Signals
               select new WrittenSignal(file, signal, file.Draft!.Interval ?? Defaults.Interval),
        ];
        _signals = Signals.ToDictionary(signal => signal.Name, StringComparer.Ordinal);
        Labels = new SignalLabels(_signals);
        Ranges = new SignalRanges(this);
        _logic = new Lazy<IReadOnlyList<RuleLogic>>(() => new RuleReasons(this).Read());
        _formulas = new Lazy<IReadOnlyList<FormulaLogic>>(() => [.. Signals.Select(Ranges.FormulaOf)]);
        Feeds = new JobFeeds(
        [
            .. from file in manuscript.Collections
               from job in file.Draft!.Jobs
               select new WrittenJob(file, job, job.Cron is null ? job.Interval ?? Defaults.Interval : null),
        ]);
        Rules =
        [
            .. from file in manuscript.Thresholds
               from rule in file.Draft!.Rules
               select new WrittenRule(file, rule, _signals[rule.Properties!.Signal.Value]),
        ];
        Rivals = Alike.By(Rules, rule => rule.Signal.Name, StringComparer.Ordinal);
        Routes =
        [
            .. from file in manuscript.Responses.OrderBy(file => file.Path, StringComparer.Ordinal)
               from rule in file.Draft!.Rules
               select new WrittenRoute(file, rule),
        ];
        Allowances =
        [
            .. OfFiles<RuleSetDraft>(manuscript.RuleSet is { } set ? [set] : []),
            .. OfFiles(manuscript.Collections), .. OfFiles(manuscript.Analyses), .. OfFiles(manuscript.Thresholds), .. OfFiles(manuscript.Responses),
            .. manuscript.Collections.SelectMany(file => file.Draft!.Jobs.SelectMany(job => Allowance.Of(job.Allow, job.Node, file.Reading))),
            .. Signals.SelectMany(signal => Allowance.Of(signal.Draft.Allow, signal.Draft.Node, signal.Reading)),
            .. Rules.SelectMany(rule => Allowance.Of(rule.Properties.Allow, rule.Draft.Node, rule.Reading)),
            .. Routes.SelectMany(route => Allowance.Of(route.Draft.Properties?.Allow ?? [], route.Draft.Node, route.Reading)),
        ];
    }

    public Manuscript Manuscript { get; }

    public DateOnly Today { get; }

    /// <summary>What the change under review starts from; null where none is asked about, or where it did not load.</summary>
    public LintSubject? Base { get; init; }

    /// <summary>What a server has seen; null where the folder holds no catalogue.</summary>
    public MetricCatalogue? Catalogue { get; init; }

    /// <summary>Ids of the rules that some test covers; null where there are no tests, or not all of them can be read.</summary>
    public IReadOnlySet<string>? TestedRules { get; init; }

    public LintDraft Policy => Manuscript.RuleSet?.Draft?.Lint ?? new();

    public IReadOnlyList<Allowance> Allowances { get; }

    /// <summary>What is known of alerts beforehand; made when it is first asked for.</summary>
    public AlertIdentities Alerts => _alerts.Value;

    public DefaultsDraft Defaults => Manuscript.RuleSet?.Draft?.Defaults ?? new();

    public IReadOnlyList<WrittenSignal> Signals { get; private set; }

    public SignalLabels Labels { get; }

    public JobFeeds Feeds { get; }

    public SignalRanges Ranges { get; }

    /// <summary>Of each rule, read once.</summary>
    public IReadOnlyList<RuleLogic> Logic => _logic.Value;

    /// <summary>Of each signal, read once.</summary>
    public IReadOnlyList<FormulaLogic> Formulas => _formulas.Value;

    public IReadOnlyList<WrittenRule> Rules { get; private set; }

    /// <summary>Rules that judge one signal, where there are several: only those can be alike, or in each other's way. In file order.</summary>
    public IReadOnlyList<IReadOnlyList<WrittenRule>> Rivals { get; }

    /// <summary>In the order in which they are tried.</summary>
    public IReadOnlyList<WrittenRoute> Routes { get; }

    /// <summary>The same, with the rules and signals of these files alone; whatever they refer to is still found.</summary>
    public LintSubject Only(IReadOnlySet<string> files)
    {
        var some = (LintSubject)MemberwiseClone();
        some.Signals = [.. Signals.Where(signal => files.Contains(signal.File.Path))];
        some.Rules = [.. Rules.Where(rule => files.Contains(rule.File.Path))];
        some._logic = new Lazy<IReadOnlyList<RuleLogic>>(() => new RuleReasons(some).Read());
        some._formulas = new Lazy<IReadOnlyList<FormulaLogic>>(() => [.. some.Signals.Select(Ranges.FormulaOf)]);
        return some;
    }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, WrittenSignal> SignalsByName => _signals;

    /// <summary>A signal that exists.</summary>
    public WrittenSignal SignalOf(string name) => _signals[name];

    /// <summary>Whether the policy forbids to allow it.</summary>
    public bool IsLocked(string check) => Policy.Locked.Any(one => one.Value == check);

    private static IEnumerable<Allowance> OfFiles<T>(IReadOnlyList<DraftFile<T>> files) where T : FileDraft =>
        files.SelectMany(file => Allowance.Of(file.Draft!.Allow, file.Draft.Node, file.Reading));
}
