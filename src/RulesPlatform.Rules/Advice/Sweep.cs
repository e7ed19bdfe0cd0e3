using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.Rules.Advice;

/// <summary>
/// Tries a rule with other thresholds and other <c>for</c>s over a recording, all in one run of the production cycle. What a baseline learns follows the rule
/// as it is: the others judge in its shadow.
/// </summary>
public static class Sweep
{
    private static readonly double[] Factors = [0.5, 0.7, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.5, 2];
    private static readonly TimeSpan[] Spans = [.. new[] { 0, 1, 2, 5, 10, 15, 30, 60 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>Levels that the rule's condition reads.</summary>
    public static IReadOnlyList<string> LevelsOf(ThresholdRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return [.. rule.Condition.LevelsRead.Select(index => rule.Levels.Names[index])];
    }

    /// <param name="level">One of <see cref="LevelsOf"/>; null to leave thresholds alone.</param>
    /// <param name="incidents">Those that name other rules are passed over, and so are those outside the range.</param>
    public static AdviceResult Run(
        RuleSet rules, ThresholdRule rule, string? level, IReadOnlyList<Incident> incidents, Recording recording, DateTimeOffset from,
        IProgress<DateTimeOffset>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(rule);
        (double Level, TimeSpan For, ThresholdRule Rule)[] tried = [.. Settings(rule, level).Select((setting, i) => (setting.Level, setting.For, With(rule, level, setting, i)))];
        RuleSet narrow = Narrow(rules, rule) with { Rules = [.. tried.Select(one => one.Rule).OrderBy(one => one.Id, StringComparer.Ordinal)] };
        TimeSpan reach = narrow.Groups.SelectMany(group => group.Signals).Max(signal => signal.Reach);
        ReplayResult replay = WhatIf.Run(narrow, recording, new ReplayRange(from, reach), progress, cancellation);
        Incident[] relevant = [.. incidents.Where(one => one.Rules.Contains(rule.Id) && one.To >= replay.From && one.From <= replay.Through)];
        ILookup<string, AlertEpisode> episodes = replay.Episodes.ToLookup(episode => episode.Alert.Rule, StringComparer.Ordinal);
        Variant[] variants = [.. tried.Select(one => Judge(one.Level, one.For, IsCurrent(one.Rule, rule, level), [.. episodes[one.Rule.Id]], relevant))];
        return new AdviceResult(rule, level, relevant, variants, relevant.Length == 0 ? null : Best(variants), replay);
    }

    private static IEnumerable<(double Level, TimeSpan For)> Settings(ThresholdRule rule, string? level)
    {
        double now = level is null ? double.NaN : BaseOf(rule, level);
        double[] levels = level is null ? [double.NaN] : now == 0 ? [0] : [.. Factors.Select(factor => Rounded(now * factor, now, factor)).Distinct().Order()];
        TimeSpan[] spans = [.. Spans.Append(rule.For).Distinct().Order()];
        return levels.SelectMany(value => spans.Select(span => (value, span)));
    }

    /// <summary>Three significant digits, as a person would write it; the level as it is stays as it is.</summary>
    private static double Rounded(double value, double now, double factor)
    {
        if (factor == 1)
        {
            return now;
        }
        int digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15);
        return Math.Round(value, digits);
    }

    private static double BaseOf(ThresholdRule rule, string level) => rule.Levels.For(LabelSet.Empty)[rule.Levels.Names.ToList().IndexOf(level)];

    private static ThresholdRule With(ThresholdRule rule, string? level, (double Level, TimeSpan For) setting, int number)
    {
        ThresholdRule variant = rule with
        {
            Id = $"{rule.Id}#{number:000}",
            For = setting.For,
            Levels = level is null ? rule.Levels : rule.Levels.With(level, setting.Level),
            DependsOn = [],
            Formerly = [],
        };
        return IsCurrent(variant, rule, level) ? variant : variant with { Mode = RuleMode.Shadow };
    }

    private static bool IsCurrent(ThresholdRule variant, ThresholdRule rule, string? level) =>
        variant.For == rule.For && (level is null || BaseOf(variant, level) == BaseOf(rule, level));

    /// <summary>The rule's signal and what that reads; nothing that notifies.</summary>
    private static RuleSet Narrow(RuleSet rules, ThresholdRule rule)
    {
        SortedSet<string> read = new RuleDependencies(rules).SignalsOf(rule.Signal);
        WatchGroup[] groups =
        [
            .. rules.Groups.Select(group => group with { Signals = [.. group.Signals.Where(signal => read.Contains(signal.Name))] }).Where(group => group.Signals.Count > 0),
        ];
        return rules with { Groups = groups, DefaultRules = [], Responses = [], Inhibitions = [] };
    }

    private static Variant Judge(double level, TimeSpan @for, bool isCurrent, AlertEpisode[] episodes, Incident[] incidents)
    {
        TimeSpan[] delays =
        [
            .. incidents.Select(incident => episodes.Where(incident.IsToldBy).Select(episode => (DateTimeOffset?)episode.Begin.Instant).Min() - incident.From).OfType<TimeSpan>()
                .Select(delay => delay < TimeSpan.Zero ? TimeSpan.Zero : delay).Order(),
        ];
        int falseAlarms = episodes.Count(episode => !Array.Exists(incidents, incident => incident.IsToldBy(episode)));
        return new Variant(level, @for, isCurrent, delays.Length, delays.Length == 0 ? null : delays[(delays.Length - 1) / 2], episodes.Length, falseAlarms);
    }

    private static Variant Best(Variant[] variants)
    {
        Variant current = variants.First(one => one.IsCurrent);
        return variants.OrderByDescending(one => one.Caught).ThenBy(one => one.FalseAlarms).ThenBy(one => one.Delay ?? TimeSpan.MaxValue)
            .ThenBy(one => double.IsNaN(one.Level) ? 0 : Math.Abs(Math.Log(one.Level / current.Level))).ThenBy(one => (one.For - current.For).Duration()).First();
    }
}
