using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Replay;

/// <summary>An alert from its first firing slot to its end.</summary>
/// <param name="Fired">The change that began it.</param>
/// <param name="Ended">Null where it still fired when the replay ended.</param>
public sealed record AlertEpisode(AlertChange Fired, AlertChange? Ended)
{
    public AlertId Alert => Fired.Id;

    public Slot Begin => Fired.Slot;

    /// <summary>Whether anybody is told of it.</summary>
    public bool IsSent => Fired.Mode == RuleMode.Active;

    public string Severity => Fired.Facts.Severity;

    /// <summary>Whether both were firing at some instant; whose alerts they are is not asked.</summary>
    public bool Overlaps(AlertEpisode other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Ended is null || other.Begin < Ended.Slot) && (other.Ended is null || Begin < other.Ended.Slot);
    }

    /// <param name="now">Counts as the end of what still fires.</param>
    public TimeSpan Length(DateTimeOffset now) => (Ended?.Slot.Instant ?? now) - Begin.Instant;
}
