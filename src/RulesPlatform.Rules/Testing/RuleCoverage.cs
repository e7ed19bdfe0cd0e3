using System.Collections.Concurrent;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Testing;

/// <summary>
/// What of a rule set its tests reach: that a rule fires, that each condition in its expressions is seen to hold and not to hold, that a
/// response rule takes an alert. Thread-safe while tests run over <see cref="Watched"/>.
/// </summary>
public sealed class RuleCoverage
{
    private readonly RuleSet _rules;
    private readonly ConcurrentDictionary<(string Rule, string Condition), Outcomes> _seen = new();

    public RuleCoverage(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
        Watched = rules with { Rules = [.. rules.Rules.Select(Watch)], Responses = [.. rules.Responses.Select(Watch)] };
    }

    [Flags]
    private enum Outcomes
    {
        None = 0,
        Held = 1,
        Failed = 2,
        Both = Held | Failed,
    }

    /// <summary>The same rules, which note what they are asked: run the tests over these.</summary>
    public RuleSet Watched { get; }

    /// <summary>Everything that there is to reach, in the order of the rule set.</summary>
    /// <param name="results">Of the tests that ran over <see cref="Watched"/>.</param>
    public IReadOnlyList<CoverageItem> Items(IReadOnlyList<RuleTestResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        HashSet<string> fired = [.. results.SelectMany(result => result.Fired)];
        var items = new List<CoverageItem>();
        foreach (ThresholdRule rule in _rules.Rules)
        {
            items.Add(new CoverageItem(rule.Id, "fires", rule.Origin, fired.Contains(rule.Id)));
            AddConditions(items, rule.Id, rule.Condition, rule.Origin);
            if (rule.Clear is { } clear)
            {
                AddConditions(items, rule.Id, clear, rule.Origin);
            }
        }
        items.AddRange(_rules.Responses.Select(route => new CoverageItem(route.Id, "takes an alert", route.Origin, Saw(route.Id, "").HasFlag(Outcomes.Held))));
        return items;
    }

    private void AddConditions(List<CoverageItem> items, string rule, CompiledCondition condition, Origin origin)
    {
        foreach (string text in Conditions(condition, new RuleOperands { Levels = new double[64] }).Select(part => part.Text))
        {
            Outcomes seen = Saw(rule, text);
            items.Add(new CoverageItem(rule, $"{text} is true", origin, seen.HasFlag(Outcomes.Held)));
            items.Add(new CoverageItem(rule, $"{text} is false", origin, seen.HasFlag(Outcomes.Failed)));
        }
    }

    private Outcomes Saw(string rule, string condition) => _seen.GetValueOrDefault((rule, condition));

    private ThresholdRule Watch(ThresholdRule rule) => rule with
    {
        Condition = Watch(rule.Id, rule.Condition),
        Clear = rule.Clear is { } clear ? Watch(rule.Id, clear) : null,
    };

    private CompiledCondition Watch(string rule, CompiledCondition condition) => condition with
    {
        Holds = operands =>
        {
            bool holds = condition.Holds(operands);
            foreach (ExplainedPart part in Conditions(condition, operands))
            {
                Note(rule, part.Text, part.Value == "true");
            }
            return holds;
        },
    };

    private ResponseRule Watch(ResponseRule route) => route with
    {
        Matches = alert =>
        {
            bool matches = route.Matches(alert);
            Note(route.Id, "", matches);
            return matches;
        },
    };

    private void Note(string rule, string condition, bool held) =>
        _seen.AddOrUpdate((rule, condition), held ? Outcomes.Held : Outcomes.Failed, (_, seen) => seen | (held ? Outcomes.Held : Outcomes.Failed));

    private static IEnumerable<ExplainedPart> Conditions(CompiledCondition condition, RuleOperands operands) =>
        condition.Explain(operands).Where(part => part.Value is "true" or "false").DistinctBy(part => part.Text);
}
