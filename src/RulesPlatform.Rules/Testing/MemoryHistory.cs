using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Rules.Testing;

/// <summary>A history for a cycle on a virtual clock: samples in memory, nothing durable, no checkpoints. Not thread-safe.</summary>
public sealed class MemoryHistory : IHistory
{
    private readonly Dictionary<int, List<Sample>> _samples = [];
    private long _sequence;

    public SeriesTable Series { get; } = new();

    public long Append(IReadOnlyList<(JournalEntry Entry, CycleOutcome Outcome)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach ((JournalEntry entry, _) in entries)
        {
            if (entry is BatchEntry { Batch: var batch })
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
