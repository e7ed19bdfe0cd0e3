using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Testing;

/// <summary>
/// The part of a rule set that one test can tell from none. A group without series has no rows, and without rows nothing is judged or
/// sent: leaving it out changes no decision. It stays where the test speaks of it, where one of its inputs reads a metric of the
/// test or a signal of a group that stays, and where an input has a row without any series (<c>"by": []</c>).
/// </summary>
internal static class TestReach
{
    public static RuleSet Of(TestDraft test, RuleSet rules)
    {
        HashSet<string> metrics = [.. test.Series.Select(series => series.Key.Metric)];
        HashSet<string> signals = Spoken(test, rules);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        for (bool grows = true; grows;)
        {
            grows = false;
            foreach (WatchGroup group in rules.Groups.Where(group => !kept.Contains(group.Name) && group.Signals.Any(Reaches)))
            {
                kept.Add(group.Name);
                signals.UnionWith(group.Signals.SelectMany(signal => signal.Inputs.Select(input => input.Signal).OfType<string>().Append(signal.Name)));
                grows = true;
            }
        }
        WatchGroup[] groups = [.. rules.Groups.Where(group => kept.Contains(group.Name))];
        HashSet<string> judged = [.. groups.SelectMany(group => group.Signals.Select(signal => signal.Name))];
        return rules with
        {
            Groups = groups,
            Rules = [.. rules.Rules.Where(rule => judged.Contains(rule.Signal))],
            DefaultRules = [.. rules.DefaultRules.Where(rule => judged.Contains(rule.Signal))],
        };

        bool Reaches(SignalDefinition signal) => signals.Contains(signal.Name) || signal.Inputs.Any(input =>
            input.By is { Count: 0 } || metrics.Contains(input.Metric ?? "") || signals.Contains(input.Signal ?? "")
            || (input.Metric ?? "").StartsWith(KeptSignalPrefix, StringComparison.Ordinal));
    }

    // What signals leave behind as series may feed other groups.
    private const string KeptSignalPrefix = "signal:";

    private static HashSet<string> Spoken(TestDraft test, RuleSet rules)
    {
        HashSet<string> ids = [.. test.Alerts.Select(one => one.Rule.Value), .. test.Suppressed.Select(one => one.Rule.Value), .. test.Acknowledgements.Select(one => one.Rule.Value)];
        return [.. test.Signals.Select(one => one.Signal.Value), .. rules.Rules.Concat(rules.DefaultRules).Where(rule => ids.Contains(rule.Id)).Select(rule => rule.Signal)];
    }
}
