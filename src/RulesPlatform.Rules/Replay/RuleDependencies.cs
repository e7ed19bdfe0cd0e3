using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Replay;

/// <summary>
/// What a rule's judgement depends on beyond the samples: its own text, the signals that it reads, directly and through others, and, where one
/// of those has a baseline, the rules whose firing the baseline leaves out; for a default threshold, the rules in whose place it judges.
/// </summary>
internal sealed class RuleDependencies
{
    private readonly RuleSet _rules;
    private readonly Dictionary<string, (SignalDefinition Signal, WatchGroup Group)> _signals;
    private readonly ILookup<string, ThresholdRule> _rulesOf;

    public RuleDependencies(RuleSet rules)
    {
        _rules = rules;
        _signals = rules.Groups.SelectMany(group => group.Signals.Select(signal => (signal, group))).ToDictionary(one => one.signal.Name, one => one, StringComparer.Ordinal);
        _rulesOf = rules.Rules.Concat(rules.DefaultRules).ToLookup(rule => rule.Signal, StringComparer.Ordinal);
    }

    /// <summary>Rules with equal texts in two rule sets decide equally on the same samples.</summary>
    public string TextOf(ThresholdRule rule)
    {
        SortedSet<string> read = SignalsOf(rule.Signal);
        IEnumerable<ThresholdRule> judging = read.Where(name => _signals[name].Signal.Baseline is not null || (rule.IsDefault && name == rule.Signal))
            .SelectMany(name => _rulesOf[name]).Append(rule).Distinct().OrderBy(one => one.Id, StringComparer.Ordinal);
        return string.Join('\n', [rule.Id, .. read.Select(Line), .. judging.Select(Line)]);
    }

    /// <summary>The signal and all that it reads, by name.</summary>
    public SortedSet<string> SignalsOf(string signal)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([signal]);
        while (open.TryPop(out string? name))
        {
            if (_signals.TryGetValue(name, out var known) && found.Add(name))
            {
                foreach (InputDefinition input in known.Signal.Inputs.Where(input => input.Signal is not null))
                {
                    open.Push(input.Signal!);
                }
            }
        }
        return found;
    }

    private string Line(string signal)
    {
        (SignalDefinition definition, WatchGroup group) = _signals[signal];
        return $"signal {signal} {definition.ContentHash} {group.Name} {group.Interval} {group.EvaluationDelay} {definition.Tolerance}";
    }

    private string Line(ThresholdRule rule) => $"rule {rule.Id} {rule.ContentHash} {Text(rule.ActiveWhen)}";

    private string Text(string? calendar) => calendar is null || !_rules.Calendars.TryGetValue(calendar, out Calendar? known)
        ? ""
        : $"{known.Zone} {string.Join(';', known.Weekly.Select(span => $"{string.Join(',', span.Days)} {span.From} {span.To}"))} {string.Join(',', known.Except)}";
}
