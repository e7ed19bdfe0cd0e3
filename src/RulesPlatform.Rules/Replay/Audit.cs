using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.Rules.Replay;

/// <summary>Applies a journal again, entry by entry, with the rule sets that were in force then, and holds what is decided against what was.</summary>
public static class Audit
{
    /// <param name="past">The store; only read.</param>
    /// <param name="generation">A rule set by its revision, compiled from the files that were kept.</param>
    /// <param name="recorded">Decisions after a sequence, in order, some at a time; empty at the end.</param>
    /// <exception cref="InvalidOperationException">A rule set that the journal names was not kept, or does not load with this version of the program.</exception>
    public static AuditResult Run(
        IHistory past, Func<string, RuleSet?> generation, Func<long, IReadOnlyList<Decision>> recorded, IProgress<DateTimeOffset>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(recorded);
        using var digest = new DecisionDigest();
        using IEnumerator<Decision> then = All(recorded).GetEnumerator();
        var cycle = new MonitoringCycle(past, generation, _ => { });
        long entries = 0;
        foreach (SequencedEntry entry in past.ReadJournal(0))
        {
            if (entries == 0 && entry.Sequence != 1)
            {
                return new AuditResult(entry.Sequence, 0, 0, "", null, null);
            }
            entries++;
            foreach (Decision now in cycle.Replay(entry.Entry).Decisions)
            {
                digest.Add(now);
                Decision? was = then.MoveNext() ? then.Current : null;
                if (was is null || DecisionDigest.LineOf(was) != DecisionDigest.LineOf(now))
                {
                    return new AuditResult(1, entries, digest.Decisions, digest.ToString(), now, was);
                }
            }
            if (entries % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(entry.Entry is BatchEntry batch ? batch.Batch.Slot.Instant : default);
            }
        }
        return then.MoveNext()
            ? new AuditResult(1, entries, digest.Decisions, digest.ToString(), null, then.Current)
            : new AuditResult(1, entries, digest.Decisions, digest.ToString(), null, null);
    }

    private static IEnumerable<Decision> All(Func<long, IReadOnlyList<Decision>> recorded)
    {
        long after = 0;
        while (recorded(after) is { Count: > 0 } page)
        {
            foreach (Decision decision in page)
            {
                yield return decision;
            }
            after = page[^1].Sequence;
        }
    }
}
