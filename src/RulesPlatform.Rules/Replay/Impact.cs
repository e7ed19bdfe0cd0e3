using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Replay;

/// <summary>Two rule sets over one recording, and what differs: which alerts, when, how long, and whom it would have reached.</summary>
public static class Impact
{
    /// <param name="from">What was decided earlier is not told; as much of the recording before it as windows and baselines reach is played.</param>
    public static ImpactResult Compare(
        RuleSet before, RuleSet after, Recording recording, DateTimeOffset from, IProgress<DateTimeOffset>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (earlier, later) = (new RuleDependencies(before), new RuleDependencies(after));
        TimeSpan reach = before.Groups.Concat(after.Groups).SelectMany(group => group.Signals).Select(signal => signal.Reach).DefaultIfEmpty().Max();
        RuleMatch[] rules = [.. Match(before, after)];
        RuleMatch[] touched =
        [
            .. rules.Where(rule => rule.Before is null || rule.After is null || earlier.TextOf(rule.Before) != later.TextOf(rule.After)),
        ];
        HashSet<string> drawn = [.. touched.Select(rule => rule.Rule.Signal)];
        IReadOnlyList<ReplayResult> results = WhatIf.Run([after, before], recording, new ReplayRange(from, reach), drawn, progress, cancellation);
        return Compare(before, after, results[1], results[0], rules, [.. touched.Select(rule => rule.Rule.Id)]);
    }

    private static ImpactResult Compare(
        RuleSet before, RuleSet after, ReplayResult was, ReplayResult now, RuleMatch[] rules, HashSet<string> touched)
    {
        Dictionary<string, string> renamed = rules.Where(rule => rule.Before is not null && rule.After is not null).ToDictionary(rule => rule.Before!.Id, rule => rule.After!.Id, StringComparer.Ordinal);
        ILookup<AlertId, AlertEpisode> once = was.Episodes.ToLookup(one => renamed.TryGetValue(one.Alert.Rule, out string? id) ? one.Alert with { Rule = id } : one.Alert);
        ILookup<AlertId, AlertEpisode> then = now.Episodes.ToLookup(one => one.Alert);
        ILookup<string, EpisodePair> pairs = once.Select(group => group.Key).Union(then.Select(group => group.Key)).Order()
            .SelectMany(alert => Pair([.. once[alert]], [.. then[alert]], now.Through)).ToLookup(pair => pair.Alert.Rule, StringComparer.Ordinal);
        RuleImpact[] impacts =
        [
            .. rules.Select(Impact)
                .Where(rule => touched.Contains(rule.Rule.Id) || !rule.HasSameOutcome)
                .OrderBy(rule => rule.HasSameOutcome).ThenBy(rule => rule.Rule.Id, StringComparer.Ordinal),
        ];
        NameChanges jobs = RuleSetChange.Between(before, after).Jobs;
        return new ImpactResult(was, now, impacts, rules.Length - impacts.Length, [.. Receivers(before, after, was, now)], [.. jobs.Added.Concat(jobs.Removed).Concat(jobs.Changed).Order(StringComparer.Ordinal)]);

        RuleImpact Impact(RuleMatch rule)
        {
            SignalSketch? sketch = now.Sketches.GetValueOrDefault(rule.Rule.Signal) ?? was.Sketches.GetValueOrDefault(rule.Rule.Signal);
            return new RuleImpact(rule.Before, rule.After, [.. pairs[rule.Rule.Id].OrderBy(pair => pair.Begin).ThenBy(pair => pair.Alert)], sketch);
        }
    }

    /// <summary>Every rule of both, those that go by another name now with what they were.</summary>
    private static IEnumerable<RuleMatch> Match(RuleSet before, RuleSet after)
    {
        Dictionary<string, ThresholdRule> left = before.Rules.Concat(before.DefaultRules).ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        foreach (ThresholdRule rule in after.Rules.Concat(after.DefaultRules))
        {
            string? known = rule.Formerly.Prepend(rule.Id).FirstOrDefault(left.ContainsKey);
            yield return new RuleMatch(known is null ? null : left[known], rule);
            left.Remove(known ?? "");
        }
        foreach (ThresholdRule rule in left.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            yield return new RuleMatch(rule, null);
        }
    }

    /// <summary>Both in the order of their beginnings: what fires at one instant on both sides is one firing.</summary>
    private static IEnumerable<EpisodePair> Pair(IReadOnlyList<AlertEpisode> before, IReadOnlyList<AlertEpisode> after, DateTimeOffset now)
    {
        (int b, int a) = (0, 0);
        while (b < before.Count || a < after.Count)
        {
            if (b < before.Count && a < after.Count && before[b].Overlaps(after[a]))
            {
                yield return new EpisodePair(before[b++], after[a++], now);
            }
            else if (a >= after.Count || (b < before.Count && before[b].Begin <= after[a].Begin))
            {
                yield return new EpisodePair(before[b++], null, now);
            }
            else
            {
                yield return new EpisodePair(null, after[a++], now);
            }
        }
    }

    private static IEnumerable<ReceiverImpact> Receivers(RuleSet before, RuleSet after, ReplayResult was, ReplayResult now)
    {
        ILookup<string, Notification> once = was.Notifications.ToLookup(one => one.Receiver, StringComparer.Ordinal);
        ILookup<string, Notification> then = now.Notifications.ToLookup(one => one.Receiver, StringComparer.Ordinal);
        return once.Select(group => group.Key).Union(then.Select(group => group.Key)).Order(StringComparer.Ordinal).Select(name => new ReceiverImpact(
            name, once[name].Count(), then[name].Count(), once[name].Count(one => IsPage(one, before)), then[name].Count(one => IsPage(one, after))));
    }

    private static bool IsPage(Notification notification, RuleSet rules) =>
        notification.IsFiring && rules.Receivers.TryGetValue(notification.Receiver, out Receiver? receiver) && receiver.Settings is not LogReceiverSettings;

    private sealed record RuleMatch(ThresholdRule? Before, ThresholdRule? After)
    {
        public ThresholdRule Rule => After ?? Before!;
    }
}
