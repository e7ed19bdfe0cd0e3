using System.Globalization;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Replay;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.RuleLint.Impact;

/// <summary>An impact in words, for text and Markdown alike.</summary>
internal static class ImpactWords
{
    private const int LaneColumns = 60;

    public static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Rate(ReplayResult result, int count) => result.PerWeek(count) is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"{rate:N1}")
        : string.Create(CultureInfo.InvariantCulture, $"{count:N0}");

    /// <summary><c>2 rules touched, 1 with another outcome; 61 rules read nothing that changed</c>.</summary>
    public static string Summary(ImpactResult impact)
    {
        int other = impact.Touched.Count(rule => !rule.HasSameOutcome);
        return $"{Count(impact.Touched.Count, "rule", "rules")} touched, {(other == 0 ? "none" : other.ToString(CultureInfo.InvariantCulture))} with another outcome; "
            + $"{Count(impact.Unchanged, "rule reads", "rules read")} nothing that changed";
    }

    /// <summary><c>3 → 5: 2 added, 1 earlier, 1 longer</c>.</summary>
    public static string Firings(RuleImpact rule)
    {
        (int Count, string Word)[] kinds =
        [
            (rule.Episodes.Count(pair => pair.IsAdded), "added"), (rule.Episodes.Count(pair => pair.IsRemoved), "removed"),
            (rule.Episodes.Count(pair => pair.Later < TimeSpan.Zero), "earlier"), (rule.Episodes.Count(pair => pair.Later > TimeSpan.Zero), "later"),
            (rule.Episodes.Count(pair => pair.Longer > TimeSpan.Zero), "longer"), (rule.Episodes.Count(pair => pair.Longer < TimeSpan.Zero), "shorter"),
            (rule.Episodes.Count(pair => pair.ChangesSeverity), "of another severity"), (rule.Episodes.Count(pair => pair.ChangesMode), "no longer or newly sent"),
        ];
        int before = rule.Episodes.Count(pair => pair.Before is not null);
        int after = rule.Episodes.Count(pair => pair.After is not null);
        string differences = string.Join(", ", kinds.Where(kind => kind.Count > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count} {kind.Word}")));
        return string.Create(CultureInfo.InvariantCulture, $"{before} → {after}: {(differences.Length > 0 ? differences : before == 0 ? "never fires in this range" : "the same, to the slot")}");
    }

    /// <summary>What of the rule itself is written otherwise, a line each.</summary>
    public static IEnumerable<string> Edits(RuleImpact rule)
    {
        if (rule is not { Before: { } before, After: { } after })
        {
            yield break;
        }
        (string What, string Before, string After)[] members =
        [
            ("Expression", before.Condition.Text, after.Condition.Text), ("clear", before.Clear?.Text ?? "none", after.Clear?.Text ?? "none"),
            ("for", DurationText.Write(before.For), DurationText.Write(after.For)), ("keepFiringFor", DurationText.Write(before.KeepFiringFor), DurationText.Write(after.KeepFiringFor)),
            ("severity", before.Severity, after.Severity), ("mode", before.Mode.ToString(), after.Mode.ToString()), ("activeWhen", before.ActiveWhen ?? "always", after.ActiveWhen ?? "always"),
            ("noData", before.NoData.ToString(), after.NoData.ToString()), ("minTier", before.MinTier.ToString(), after.MinTier.ToString()),
        ];
        foreach ((string what, string was, string now) in members.Where(member => member.Before != member.After))
        {
            yield return $"{what}: {was} → {now}";
        }
        foreach (string level in after.Levels.Names.Union(before.Levels.Names))
        {
            (string was, string now) = (Level(before, level), Level(after, level));
            if (was != now)
            {
                yield return $"threshold.{level}: {was} → {now}";
            }
        }
    }

    /// <summary>The lines to draw into a rule's chart: each level of the later rule, and of the earlier where it differs.</summary>
    public static IReadOnlyList<(double Value, string Name)> Levels(RuleImpact rule)
    {
        var now = Base(rule.After).ToDictionary(level => level.Name, level => level.Value, StringComparer.Ordinal);
        return
        [
            .. now.Select(level => (level.Value, level.Key)),
            .. Base(rule.Before).Where(level => !now.TryGetValue(level.Name, out double value) || value != level.Value).Select(level => (level.Value, level.Name + " before")),
        ];
    }

    /// <summary>When a rule's alerts fire, a mark a column.</summary>
    public static string Lane(RuleImpact rule, Func<EpisodePair, AlertEpisode?> side, DateTimeOffset from, DateTimeOffset through)
    {
        char[] lane = new string('·', LaneColumns).ToCharArray();
        double span = Math.Max(1, (through - from).TotalMilliseconds);
        foreach (AlertEpisode episode in rule.Episodes.Select(side).OfType<AlertEpisode>())
        {
            int first = Column(episode.Begin.Instant);
            lane.AsSpan(first..(Math.Max(first, Column(episode.Ended?.Slot.Instant ?? through)) + 1)).Fill('█');
        }
        return new string(lane);

        int Column(DateTimeOffset at) => (int)Math.Clamp((at - from).TotalMilliseconds / span * LaneColumns, 0, LaneColumns - 1);
    }

    /// <summary><c>fires 2 m 30 s earlier and 10 m longer</c>, or when it is added or removed.</summary>
    public static string Difference(EpisodePair pair)
    {
        if (pair.IsAdded || pair.IsRemoved)
        {
            AlertEpisode only = (pair.After ?? pair.Before)!;
            string length = only.Ended is null ? "and still does" : $"for {DurationText.Write(only.Length(pair.Now))}";
            return $"{(pair.IsAdded ? "added" : "removed")}: fires {Instant(only.Begin.Instant)} {length}, {only.Severity}{(only.IsSent ? "" : ", shadow")}";
        }
        string[] parts =
        [
            .. pair.Later == TimeSpan.Zero ? Array.Empty<string>() : [$"{DurationText.Write(pair.Later.Duration())} {(pair.Later < TimeSpan.Zero ? "earlier" : "later")}"],
            .. pair.Longer == TimeSpan.Zero ? Array.Empty<string>() : [$"{DurationText.Write(pair.Longer.Duration())} {(pair.Longer > TimeSpan.Zero ? "longer" : "shorter")}"],
            .. pair.ChangesSeverity ? [$"{pair.Before!.Severity} → {pair.After!.Severity}"] : Array.Empty<string>(),
            .. pair.ChangesMode ? [pair.After!.IsSent ? "now sent" : "no longer sent"] : Array.Empty<string>(),
        ];
        return $"fires {Instant(pair.After!.Begin.Instant)}: {string.Join(", ", parts)}";
    }

    /// <summary>What the decision to fire was made of: the expression's parts with their values, thresholds with their sources, the formula's inputs.</summary>
    public static IEnumerable<string> Because(EpisodePair pair)
    {
        Evidence evidence = (pair.After ?? pair.Before)!.Fired.Evidence;
        if (evidence.Fault is { } fault)
        {
            yield return fault;
        }
        foreach (var part in evidence.Parts.Where(part => !double.TryParse(part.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)).Take(8))
        {
            yield return $"{new string(' ', part.Depth * 2)}{part.Text} = {Shortened(part.Value)}";
        }
        yield return $"formula {evidence.Formula} with {string.Join(", ", evidence.Inputs.Select(input => $"{input.Name} {SignalChart.Number(input.Value)}"))}";
        foreach (LevelUsed level in evidence.Levels.Where(level => level.Source != "levels"))
        {
            yield return $"threshold.{level.Name} from {level.Source}";
        }
    }

    /// <summary>One of each rule first, then the others, in order of time.</summary>
    public static IReadOnlyList<EpisodePair> Examples(ImpactResult impact, int most)
    {
        EpisodePair[] all = [.. impact.Differences];
        EpisodePair[] first = [.. all.DistinctBy(pair => pair.Alert.Rule)];
        return [.. first.Concat(all.Except(first, ReferenceEqualityComparer.Instance as IEqualityComparer<EpisodePair>)).Take(most)];
    }

    private static string Shortened(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? SignalChart.Number(number) : value;

    private static IEnumerable<(string Name, double Value)> Base(ThresholdRule? rule) => rule is null ? [] : rule.Levels.Names.Zip(rule.Levels.For(LabelSet.Empty));

    private static string Level(ThresholdRule rule, string name) =>
        Base(rule).Where(level => level.Name == name).Select(level => SignalChart.Number(level.Value)).FirstOrDefault("none");
}
