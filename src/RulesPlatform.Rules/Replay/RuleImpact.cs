using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Replay;

/// <summary>A rule that a change touches: by its own text, or by what it reads.</summary>
/// <param name="Before">Null where the change adds it.</param>
/// <param name="After">Null where the change removes it.</param>
/// <param name="Episodes">In the order of their beginnings.</param>
/// <param name="Sketch">The course of its signal, under the later rule set where that has it; null where it was never evaluated.</param>
public sealed record RuleImpact(ThresholdRule? Before, ThresholdRule? After, IReadOnlyList<EpisodePair> Episodes, SignalSketch? Sketch)
{
    public ThresholdRule Rule => After ?? Before!;

    /// <summary>Whether the rule itself is new, gone or written otherwise.</summary>
    public bool IsEdited => Before is null || After is null || Before.Id != After.Id || Before.ContentHash != After.ContentHash;

    public string Touch => (Before, After) switch
    {
        (null, _) => "added",
        (_, null) => "removed",
        var (before, after) when before.Id != after.Id => $"renamed from {before.Id}",
        var (before, after) when before.ContentHash != after.ContentHash => "changed",
        _ => "reads what changed",
    };

    public bool HasSameOutcome => Episodes.All(pair => pair.IsSame);
}
