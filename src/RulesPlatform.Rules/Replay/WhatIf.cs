using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Rules.Replay;

/// <summary>
/// Plays a recording to rule sets as if each had been in force all the time: through the production cycle, on the clock of the recording. What
/// the rules of then decided is passed over; what came in and what people did is not. The same recording and rules give the same digest.
/// </summary>
public static class WhatIf
{
    private static readonly IReadOnlySet<string> _none = new HashSet<string>();

    /// <param name="progress">Told the instant that has been reached, now and then.</param>
    public static ReplayResult Run(RuleSet rules, Recording recording, ReplayRange range, IProgress<DateTimeOffset>? progress = null, CancellationToken cancellation = default) =>
        Run([rules], recording, range, _none, progress, cancellation)[0];

    /// <summary>The same for several rule sets, which share one reading of the recording.</summary>
    /// <param name="drawn">Names of signals whose course is wanted.</param>
    /// <returns>In the order of <paramref name="ruleSets"/>.</returns>
    public static IReadOnlyList<ReplayResult> Run(
        IReadOnlyList<RuleSet> ruleSets, Recording recording, ReplayRange range, IReadOnlySet<string> drawn, IProgress<DateTimeOffset>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ruleSets);
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(drawn);
        // Each run keeps signals under ids of its own.
        Rehearsal[] runs = [.. ruleSets.Select((rules, i) => new Rehearsal(rules, recording.Series.Copy(), range, drawn, i == 0 ? progress : null))];
        try
        {
            Feed.Run(recording.Entries(range.Begin), [.. runs.Select(run => (Action<JournalEntry>)run.Play)], cancellation);
            return [.. runs.Select(run => run.Finish())];
        }
        finally
        {
            Array.ForEach(runs, run => run.Dispose());
        }
    }
}
