using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Recording rules by the series that they write. One becomes a signal, in the file of its own group, when something first reads it.</summary>
internal sealed class RecordedSeries
{
    private readonly Dictionary<string, IReadOnlyList<(PrometheusRule Rule, SignalBook Book)>> _rules;
    private readonly Dictionary<string, SignalSketch?> _signals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RuleNotes> _notes = new(StringComparer.Ordinal);

    public RecordedSeries(IEnumerable<(PrometheusRule Rule, SignalBook Book)> rules) =>
        _rules = rules.GroupBy(one => one.Rule.Name).ToDictionary(one => one.Key, IReadOnlyList<(PrometheusRule, SignalBook)> (one) => [.. one], StringComparer.Ordinal);

    /// <summary>Null where nothing records it, or it cannot be carried over.</summary>
    public SignalSketch? Find(string metric)
    {
        if (_signals.TryGetValue(metric, out SignalSketch? known) || !_rules.TryGetValue(metric, out IReadOnlyList<(PrometheusRule Rule, SignalBook Book)>? rules))
        {
            return known;
        }
        (PrometheusRule rule, SignalBook book) = rules[0];
        RuleNotes notes = _notes[metric] = new RuleNotes(rule.Expression);
        // Whoever asks again meanwhile asks in a circle.
        _signals[metric] = null;
        if (rules.Count > 1)
        {
            notes.Refuse($"{rules.Count} rules record it");
            return null;
        }
        if (!QueryParser.TryParse(rule.Expression, out Query query, out QueryProblem? problem))
        {
            notes.Refuse($"not PromQL, at character {problem!.At + 1}: {problem.Message}");
            return null;
        }
        if (new ValueTranslator(book, this, notes, metric).Translate(query) is not { } value)
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
        return _signals[metric] = book.Add(DivisionGuard.Around(value, 0, notes), metric, $"Recorded as {metric} in Prometheus");
    }

    /// <summary>The signal that this value is, neither filtered nor combined; null where it is more, or less.</summary>
    public SignalSketch? Whole(Value value) => value.Raw is { Signal: { } name, Where.Count: 0 } ? _signals.Values.FirstOrDefault(signal => signal?.Name == name) : null;

    /// <summary>Why a series that is recorded has no signal; null where it is not recorded.</summary>
    public string? WhyNot(string metric) => !_rules.TryGetValue(metric, out IReadOnlyList<(PrometheusRule Rule, SignalBook Book)>? rules) ? null
        : $"its recording rule ({rules[0].Rule.File}:{rules[0].Rule.Line}) is not carried over: {_notes[metric].Refusal ?? "it reads itself"}";

    /// <summary>Null where nothing asked for it.</summary>
    public (SignalSketch? Signal, RuleNotes Notes)? Outcome(string metric) => _notes.TryGetValue(metric, out RuleNotes? notes) ? (_signals[metric], notes) : null;
}
