using System.Text.Json.Nodes;
using RulesPlatform.RuleLint.Formats;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.RuleLint.Impact;

/// <summary>
/// <c>{ from, through, batches, samples, base: { revision, digest }, head, newPagesPerWeek, maxNewPagesPerWeek, exceedsLimit, unchangedRules, jobs,
/// rules: [{ rule, file, line, touch, edits, sketch: { columns of [low, high] or null } }], receivers, differences }</c>. Instants in ISO 8601, UTC; spans in seconds;
/// rates a week, null where less than an hour was replayed.
/// </summary>
internal static class ImpactJson
{
    private const int SketchColumns = 60;

    public static string Of(ImpactReport report)
    {
        ImpactResult impact = report.Impact;
        return JsonLayout.Write(new JsonObject
        {
            ["from"] = impact.After.From.UtcDateTime,
            ["through"] = impact.After.Through.UtcDateTime,
            ["batches"] = impact.After.Batches,
            ["samples"] = impact.After.Samples,
            ["base"] = new JsonObject { ["revision"] = report.Before.Revision, ["digest"] = impact.Before.Digest, ["firings"] = impact.Before.Episodes.Count },
            ["head"] = new JsonObject { ["revision"] = report.After.Revision, ["digest"] = impact.After.Digest, ["firings"] = impact.After.Episodes.Count },
            ["newPagesPerWeek"] = report.NewPagesPerWeek,
            ["maxNewPagesPerWeek"] = report.Limit?.PerWeek,
            ["exceedsLimit"] = report.ExceedsLimit,
            ["unchangedRules"] = impact.Unchanged,
            ["jobs"] = new JsonArray([.. impact.Jobs.Select(job => (JsonNode)job)]),
            ["rules"] = new JsonArray([.. impact.Touched.Select(rule => Rule(rule, impact))]),
            ["receivers"] = new JsonArray([.. impact.Receivers.Select(receiver => Receiver(receiver, impact))]),
            ["differences"] = new JsonArray([.. impact.Differences.Select(Difference)]),
        });
    }

    private static JsonObject Rule(RuleImpact rule, ImpactResult impact) => new()
    {
        ["rule"] = rule.Rule.Id,
        ["file"] = rule.Rule.Origin.File,
        ["line"] = rule.Rule.Origin.Line,
        ["touch"] = rule.Touch,
        ["edits"] = new JsonArray([.. ImpactWords.Edits(rule).Select(edit => (JsonNode)edit)]),
        ["signal"] = rule.Rule.Signal,
        ["firingsBefore"] = rule.Episodes.Count(pair => pair.Before is not null),
        ["firingsAfter"] = rule.Episodes.Count(pair => pair.After is not null),
        ["sketch"] = new JsonArray([.. (rule.Sketch?.Between(impact.After.From, impact.After.Through, SketchColumns) ?? []).Select(Column)]),
    };

    private static JsonArray? Column((double Low, double High) column) => double.IsFinite(column.Low) && double.IsFinite(column.High) ? new JsonArray(column.Low, column.High) : null;

    private static JsonObject Receiver(ReceiverImpact receiver, ImpactResult impact) => new()
    {
        ["receiver"] = receiver.Receiver,
        ["before"] = receiver.Before,
        ["after"] = receiver.After,
        ["beforePerWeek"] = impact.Before.PerWeek(receiver.Before),
        ["afterPerWeek"] = impact.After.PerWeek(receiver.After),
        ["pagesBefore"] = receiver.PagesBefore,
        ["pagesAfter"] = receiver.PagesAfter,
    };

    private static JsonObject Difference(EpisodePair pair) => new()
    {
        ["rule"] = pair.Alert.Rule,
        ["labels"] = new JsonObject(pair.Alert.Labels.Select(label => KeyValuePair.Create(label.Name, (JsonNode?)label.Value))),
        ["fingerprint"] = pair.Alert.Fingerprint,
        ["what"] = pair.IsAdded ? "added" : pair.IsRemoved ? "removed" : "changed",
        ["laterBySeconds"] = pair.Later.TotalSeconds,
        ["longerBySeconds"] = pair.Longer.TotalSeconds,
        ["before"] = Episode(pair.Before),
        ["after"] = Episode(pair.After),
        ["evidence"] = new JsonArray([.. ImpactWords.Because(pair).Select(line => (JsonNode)line.Trim())]),
    };

    private static JsonObject? Episode(AlertEpisode? episode) => episode is null ? null : new()
    {
        ["begin"] = episode.Begin.Instant.UtcDateTime,
        ["end"] = episode.Ended?.Slot.Instant.UtcDateTime,
        ["severity"] = episode.Severity,
        ["sent"] = episode.IsSent,
    };
}
