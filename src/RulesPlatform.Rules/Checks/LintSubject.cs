using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks;

/// <summary>A rule set that loads, as its author wrote it: what checks look at.</summary>
internal sealed class LintSubject
{
    private readonly Dictionary<string, WrittenSignal> _signals;

    public LintSubject(Manuscript manuscript)
    {
        Manuscript = manuscript;
        Signals =
        [
            .. from file in manuscript.Analyses
               from signal in file.Draft!.Signals
               select new WrittenSignal(file, signal, file.Draft!.Interval ?? Defaults.Interval),
        ];
        _signals = Signals.ToDictionary(signal => signal.Name, StringComparer.Ordinal);
        Rules =
        [
            .. from file in manuscript.Thresholds
               from rule in file.Draft!.Rules
               select new WrittenRule(file, rule, _signals[rule.Properties!.Signal.Value]),
        ];
        Routes =
        [
            .. from file in manuscript.Responses.OrderBy(file => file.Path, StringComparer.Ordinal)
               from rule in file.Draft!.Rules
               select new WrittenRoute(file, rule),
        ];
    }

    public Manuscript Manuscript { get; }

    public DefaultsDraft Defaults => Manuscript.RuleSet?.Draft?.Defaults ?? new();

    public IReadOnlyList<WrittenSignal> Signals { get; }

    public IReadOnlyList<WrittenRule> Rules { get; }

    /// <summary>In the order in which they are tried.</summary>
    public IReadOnlyList<WrittenRoute> Routes { get; }
}
