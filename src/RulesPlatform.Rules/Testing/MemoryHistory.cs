using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Rules.Testing;

/// <summary>A history for a cycle on a virtual clock: samples in memory, nothing durable, no checkpoints. Not thread-safe.</summary>
/// <param name="series">The series that batches speak of; null to begin with none.</param>
/// <param name="keepsSamples">False where the rules stay the same from the first sample: nobody then asks for the past.</param>
public sealed class MemoryHistory(SeriesTable? series = null, bool keepsSamples = true) : IHistory
{
    private readonly Dictionary<int, List<Sample>> _samples = [];
    private long _sequence;

    public SeriesTable Series { get; } = series ?? new();

    public long Append(IReadOnlyList<(JournalEntry Entry, CycleOutcome Outcome)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach ((JournalEntry entry, _) in entries)
        {
            if (keepsSamples && entry is BatchEntry { Batch: var batch })
            {
                Keep(batch);
            }
        }
        long first = _sequence + 1;
        _sequence += entries.Count;
        return first;
    }

    public IReadOnlyList<Sample> ReadSamples(SeriesId series, long after, long through) =>
        _samples.TryGetValue(series.Value, out List<Sample>? kept) ? [.. kept.Where(sample => sample.UnixMs > after && sample.UnixMs <= through)] : [];

    public IEnumerable<SequencedEntry> ReadJournal(long sequence) => [];

    public void SaveCheckpoint(Checkpoint checkpoint)
    {
    }

    public Checkpoint? NewestCheckpoint() => null;

    public void SaveRuleSet(RuleSet rules, DateTimeOffset at)
    {
    }

    public IReadOnlyList<RuleFile>? ReadRuleSet(string revision) => null;

    public IReadOnlyList<Notification> ReadOutbox() => [];

    public void Dispose()
    {
    }

    private void Keep(SampleBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            if (!_samples.TryGetValue(batch.Series[i], out List<Sample>? kept))
            {
                _samples[batch.Series[i]] = kept = [];
            }
            kept.Add(new Sample(batch.TimeOf(i), batch.Values[i]));
        }
    }
}
