namespace RulesPlatform.Rules.Replay;

/// <summary>What a change of rules would have done over a recording.</summary>
/// <param name="Touched">By rule id; those with another outcome first.</param>
/// <param name="Unchanged">How many rules read nothing that changed: they decide the same on any samples.</param>
/// <param name="Receivers">By name.</param>
/// <param name="Jobs">Collection jobs that differ: a recording holds what was collected, so their effect is not seen.</param>
public sealed record ImpactResult(
    ReplayResult Before, ReplayResult After, IReadOnlyList<RuleImpact> Touched, int Unchanged, IReadOnlyList<ReceiverImpact> Receivers, IReadOnlyList<string> Jobs)
{
    /// <summary>Firings that differ, in order.</summary>
    public IEnumerable<EpisodePair> Differences => Touched.SelectMany(rule => rule.Episodes).Where(pair => !pair.IsSame).OrderBy(pair => pair.Begin).ThenBy(pair => pair.Alert);

    /// <summary>Pages more than before, all receivers together; negative for fewer.</summary>
    public int NewPages => Receivers.Sum(receiver => receiver.PagesAfter - receiver.PagesBefore);
}
