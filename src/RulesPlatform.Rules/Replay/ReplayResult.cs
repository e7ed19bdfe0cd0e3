using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Rules.Replay;

/// <summary>What a rule set would have done.</summary>
/// <param name="From">When the first batch of the range arrived; the default where there was none.</param>
/// <param name="Through">When the last one arrived.</param>
/// <param name="Digest">See <see cref="DecisionDigest"/>.</param>
/// <param name="Episodes">In the order of their beginnings.</param>
/// <param name="Notifications">In the order sent, actions among them.</param>
/// <param name="Sketches">The course of each signal that was asked for and evaluated, by name.</param>
public sealed record ReplayResult(
    DateTimeOffset From, DateTimeOffset Through, long Batches, long Samples, long Decisions, string Digest,
    IReadOnlyList<AlertEpisode> Episodes, IReadOnlyList<Notification> Notifications,
    IReadOnlyDictionary<string, SignalSketch> Sketches)
{
    public TimeSpan Span => Through - From;

    /// <summary>How often a receiver would have been written to in a week; null where less than an hour was replayed, which says nothing of weeks.</summary>
    public double? PerWeek(int notifications) => Span < TimeSpan.FromHours(1) ? null : notifications * (TimeSpan.FromDays(7) / Span);
}
