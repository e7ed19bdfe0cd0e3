using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>
/// Everything remembered, as the cycle needs it. Writes are synchronous and durable (fsync) on return, and come from one thread only;
/// reads may come from any.
/// </summary>
public interface IHistory : IDisposable
{
    /// <summary>The series that are known, shared by everyone: filled from the store when it opens.</summary>
    SeriesTable Series { get; }

    /// <summary>Writes entries and what they led to, all of them in one transaction. Series ids not yet stored are stored with them.</summary>
    /// <returns>The sequence of the first; the others follow without holes.</returns>
    long Append(IReadOnlyList<(JournalEntry Entry, CycleOutcome Outcome)> entries);

    /// <summary>Entries after <paramref name="sequence"/>, in order. Batches come back with every sample, bit for bit, whether sealed meanwhile or not.</summary>
    IEnumerable<SequencedEntry> ReadJournal(long sequence);

    void SaveCheckpoint(Checkpoint checkpoint);

    /// <summary>The newest that can be read, or null.</summary>
    Checkpoint? NewestCheckpoint();

    /// <summary>Keeps a generation's text; a revision already kept is left alone.</summary>
    void SaveRuleSet(RuleSet rules, DateTimeOffset at);

    /// <summary>The files of a generation, or null where it was never kept.</summary>
    IReadOnlyList<RuleFile>? ReadRuleSet(string revision);

    /// <summary>Samples of one series with <paramref name="after"/> &lt; time ≤ <paramref name="through"/> (Unix ms), oldest first, end markers included.</summary>
    IReadOnlyList<Sample> ReadSamples(SeriesId series, long after, long through);

    /// <summary>Notifications without a receipt, oldest first.</summary>
    IReadOnlyList<Notification> ReadOutbox();
}
