namespace RulesPlatform.Pipeline.Analysis;

/// <summary>What a signal is compared with. The model and every parameter are part of the signal's content hash.</summary>
/// <param name="Model"><c>rolling</c>, <c>ewma</c> or <c>seasonal</c>.</param>
/// <param name="Season">Length of one season; seasonal only.</param>
/// <param name="History">The training window: rolling reads just this much, ewma forgets with this as its half-life × 4, seasonal keeps this many seasons' weight.</param>
/// <param name="Ready">Share of <paramref name="History"/> (of one season for seasonal) that must have been seen before the baseline answers, in 0…1.</param>
/// <param name="RelearnAfter">How long a breached signal, pending or firing, stays excluded from learning; default one season, else the history.</param>
/// <param name="Pinned">Never learns; answers from what is stored.</param>
public sealed record BaselineDefinition(
    string Model, TimeSpan Season, TimeSpan History, double Ready, TimeSpan RelearnAfter, bool Pinned = false);
