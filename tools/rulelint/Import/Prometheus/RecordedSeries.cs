using System.Text.RegularExpressions;
using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Recording rules by the series that they write. One becomes a signal, in the file of its own group, when something first reads it.</summary>
internal sealed class RecordedSeries
{
    private readonly ILookup<string, (PrometheusRule Rule, SignalBook Book)> _rules;
    private readonly Dictionary<PrometheusRule, (SignalSketch? Signal, RuleNotes Notes)> _outcomes = [];

    public RecordedSeries(IEnumerable<(PrometheusRule Rule, SignalBook Book)> rules) => _rules = rules.ToLookup(one => one.Rule.Name, StringComparer.Ordinal);

    /// <summary>Whether any rule records it.</summary>
    public bool Has(string metric) => _rules.Contains(metric);

    /// <summary>The signal that a selector of a recorded series reads, and what of its matchers is left to ask of the signal's own labels.</summary>
    /// <returns>Null, with a reason, where it cannot be carried over.</returns>
    public (SignalSketch Signal, SelectorQuery Left)? Find(SelectorQuery selector, string metric, out string? reason)
    {
        (PrometheusRule Rule, SignalBook Book)[] rules = [.. _rules[metric].Where(one => selector.Matchers.All(matcher => Suits(one.Rule, matcher)))];
        if (rules.Length != 1)
        {
            reason = rules.Length == 0 ? "no rule records it with these labels" : $"{rules.Length} rules record it; say which by the labels that they add";
            return null;
        }
        (PrometheusRule rule, SignalBook book) = rules[0];
        if (!_outcomes.TryGetValue(rule, out (SignalSketch? Signal, RuleNotes Notes) outcome))
        {
            var notes = new RuleNotes(rule.Expression);
            // Whoever asks again meanwhile asks in a circle.
            _outcomes[rule] = (null, notes);
            _outcomes[rule] = outcome = (Translate(rule, book, notes), notes);
        }
        reason = outcome.Signal is null ? $"its recording rule ({rule.File}:{rule.Line}) is not carried over: {outcome.Notes.Refusal ?? "it reads itself"}" : null;
        return outcome.Signal is { } signal
            ? (signal, selector with { Matchers = [.. selector.Matchers.Where(matcher => LabelOf(rule, matcher) is null)] })
            : null;
    }

    /// <summary>The signal that this value is, neither filtered nor combined; null where it is more, or less.</summary>
    public SignalSketch? Whole(Value value) => value.Raw is { Signal: { } name, Where.Count: 0 } ? _outcomes.Values.FirstOrDefault(one => one.Signal?.Name == name).Signal : null;

    /// <summary>Null where nothing asked for it.</summary>
    public (SignalSketch? Signal, RuleNotes Notes)? Outcome(PrometheusRule rule) => _outcomes.TryGetValue(rule, out (SignalSketch? Signal, RuleNotes Notes) outcome) ? outcome : null;

    private SignalSketch? Translate(PrometheusRule rule, SignalBook book, RuleNotes notes)
    {
        if (!QueryParser.TryParse(rule.Expression, out Query query, out QueryProblem? problem))
        {
            notes.Refuse($"not PromQL, at character {problem!.At + 1}: {problem.Message}");
            return null;
        }
        if (new ValueTranslator(book, this, notes, rule.Name).Translate(query) is not { } value)
        {
            return null;
        }
        if (value.Shape.IsScalar)
        {
            notes.Refuse("it records a number that never changes");
            return null;
        }
        if (rule.Labels.Count > 0)
        {
            notes.Remark($"the labels {string.Join(", ", rule.Labels.Select(label => label.Key))} that it adds are not carried over");
        }
        // Of several with one name, what they add tells them apart.
        IEnumerable<string> added = _rules[rule.Name].Count() > 1 ? rule.Labels.Select(label => label.Value) : [];
        return book.Add(DivisionGuard.Around(value, 0, notes), string.Join('_', added.Prepend(rule.Name)), $"Recorded as {rule.Name} in Prometheus");
    }

    private static string? LabelOf(PrometheusRule rule, QueryMatcher matcher) => rule.Labels.FirstOrDefault(label => label.Key == matcher.Label).Value;

    /// <summary>Whether a label that the rule adds fits; what it does not add is the signal's own.</summary>
    private static bool Suits(PrometheusRule rule, QueryMatcher matcher) => LabelOf(rule, matcher) is not { } value || matcher.Operator switch
    {
        "=" => value == matcher.Value,
        "!=" => value != matcher.Value,
        "=~" => Fits(value, matcher.Value),
        _ => !Fits(value, matcher.Value),
    };

    private static bool Fits(string value, string pattern)
    {
        try
        {
            return Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
