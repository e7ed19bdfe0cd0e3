using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.Rules.Advice;

/// <summary>Something that really happened, and which rules ought to have told of it.</summary>
/// <param name="Rules">Ids.</param>
/// <param name="Where">Which alerts of theirs; empty for any.</param>
public sealed record Incident(string Name, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Rules, IReadOnlyList<LabelMatcher> Where)
{
    /// <summary>Whether an alert that fired then told of it.</summary>
    public bool IsToldBy(AlertEpisode episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        return episode.Begin.Instant <= To && (episode.Ended is null || episode.Ended.Slot.Instant >= From) && Where.All(matcher => matcher.Matches(episode.Fired.Facts.Labels));
    }
}
