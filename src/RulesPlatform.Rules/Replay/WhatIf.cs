using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Testing;

namespace RulesPlatform.Rules.Replay;

/// <summary>
/// Plays a recording to a rule set as if it had been in force all the time: through the production cycle, on the clock of the recording. What
/// the rules of then decided is passed over; what came in and what people did is not. The same recording and rules give the same digest.
/// </summary>
public static class WhatIf
{
    /// <param name="from">Batches that arrived before are passed over.</param>
    /// <param name="progress">Told the instant that has been reached, now and then.</param>
    public static ReplayResult Run(RuleSet rules, Recording recording, DateTimeOffset from, IProgress<DateTimeOffset>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(recording);
        using var telling = new Telling();
        VirtualRun? run = null;
        (DateTimeOffset first, DateTimeOffset now, long batches, long samples) = (default, default, 0, 0);
        try
        {
            foreach (JournalEntry entry in recording.Entries())
            {
                if (ArrivalOf(entry) is not { } arrival || arrival < from)
                {
                    continue;
                }
                now = arrival > now ? arrival : now;
                if (run is null)
                {
                    first = now;
                    run = new VirtualRun(rules, now.AddMilliseconds(-1), telling.Hear, _ => { }, new MemoryHistory(recording.Series, keepsSamples: false));
                }
                Play(entry, run, now);
                if (entry is BatchEntry { Batch: var batch })
                {
                    batches++;
                    samples += batch.Count;
                    if (batches % 256 == 0)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        progress?.Report(now);
                    }
                }
            }
            // The last slot is judged, and what follows from it at once is sent.
            run?.MoveTo(now.AddMinutes(1));
        }
        finally
        {
            run?.Dispose();
        }
        return new ReplayResult(first, now, batches, samples, telling.Digest.Decisions, telling.Digest.ToString(), telling.Episodes(), telling.Notifications);
    }

    private static void Play(JournalEntry entry, VirtualRun run, DateTimeOffset at)
    {
        switch (entry)
        {
            case BatchEntry batch:
                run.Collect(batch.Batch, at);
                break;
            case CommandEntry command:
                run.Command(command.Command, at);
                break;
        }
    }

    /// <summary>Null for what the rules of then led to.</summary>
    private static DateTimeOffset? ArrivalOf(JournalEntry entry) => entry switch
    {
        BatchEntry { Batch: { Targets.Count: > 0 } batch } => Later(batch.Slot, batch.Targets.Max(target => target.ReceivedAt)),
        BatchEntry { Batch: var batch } => batch.Slot.Instant,
        CommandEntry command => command.At,
        _ => null,
    };

    private static DateTimeOffset Later(Slot slot, DateTimeOffset received) => received > slot.Instant ? received : slot.Instant;

    private sealed class Telling : IDisposable
    {
        private readonly Dictionary<AlertId, AlertChange> _firing = [];
        private readonly List<AlertEpisode> _episodes = [];

        public DecisionDigest Digest { get; } = new();

        public List<Notification> Notifications { get; } = [];

        public void Hear(CycleOutcome outcome)
        {
            foreach (Decision decision in outcome.Decisions)
            {
                Digest.Add(decision);
            }
            Notifications.AddRange(outcome.Notifications);
            foreach (AlertChange change in outcome.Changes)
            {
                if (change.BeganFiring)
                {
                    _firing[change.Id] = change;
                }
                else if (change.Resolved && _firing.Remove(change.Id, out AlertChange? fired))
                {
                    _episodes.Add(new AlertEpisode(fired, change));
                }
            }
        }

        public IReadOnlyList<AlertEpisode> Episodes() =>
            [.. _episodes.Concat(_firing.Values.Select(fired => new AlertEpisode(fired, null))).OrderBy(episode => episode.Begin).ThenBy(episode => episode.Alert)];

        public void Dispose() => Digest.Dispose();
    }
}
