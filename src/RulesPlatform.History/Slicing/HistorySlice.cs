using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Slicing;

/// <summary>
/// A store with just the series that some rules read, and what people did meanwhile: small enough to be kept beside the rules, and to those
/// rules the same as the whole. Batches stay even where nothing of them is read: that they came is part of what decides when groups are judged.
/// </summary>
public static class HistorySlice
{
    private const int EntriesAtOnce = 256;
    private static readonly TimeSpan IdleAtOnce = TimeSpan.FromMilliseconds(50);

    /// <param name="folder">Made where it is missing; must hold no store.</param>
    /// <param name="groups">Whose signals' inputs decide what is kept.</param>
    /// <param name="from">What came for earlier slots is left out.</param>
    /// <param name="progress">Told the slot that has been reached.</param>
    /// <exception cref="HistoryException">The folder holds a store already, or cannot be written; the source is damaged.</exception>
    public static SliceCounts Write(
        HistoryReader source, string folder, IReadOnlyList<WatchGroup> groups, Slot from, Action<Slot> progress, CancellationToken cancellation = default) =>
        Write(source, folder, InputsOf(groups), from, progress, cancellation);

    /// <summary>What of the store the signals of these groups read.</summary>
    public static IReadOnlyList<SliceInput> InputsOf(IEnumerable<WatchGroup> groups) =>
        [.. groups.SelectMany(group => group.Signals).SelectMany(signal => signal.Inputs).Where(input => input.Metric is not null).Select(input => new SliceInput(input.Metric!, input.Where))];

    /// <inheritdoc cref="Write(HistoryReader, string, IReadOnlyList{WatchGroup}, Slot, Action{Slot}, CancellationToken)"/>
    public static SliceCounts Write(
        HistoryReader source, string folder, IReadOnlyList<SliceInput> inputs, Slot from, Action<Slot> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(progress);
        if (File.Exists(DataFolder.DatabaseIn(folder)))
        {
            throw new HistoryException($"{folder} holds a store already; name another folder for the slice, or delete that one.");
        }
        using SqliteHistory slice = SqliteHistory.Open(folder, new HistoryOptions { KeepSamples = TimeSpan.FromDays(3650) });
        var kept = new KeptSeries(source, slice.Series, inputs);
        (long batches, long samples) = (0, 0);
        foreach (JournalEntry[] block in source.Inputs(from).Chunk(EntriesAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            JournalEntry[] cut = [.. block.Select(entry => entry is BatchEntry batch ? new BatchEntry(kept.Cut(batch.Batch)) : entry)];
            slice.Append([.. cut.Select(entry => (entry, CycleOutcome.Nothing))]);
            slice.Work(IdleAtOnce);
            foreach (SampleBatch batch in cut.OfType<BatchEntry>().Select(entry => entry.Batch))
            {
                batches++;
                samples += batch.Count;
                progress(batch.Slot);
            }
        }
        slice.SealEverything();
        return new SliceCounts(batches, samples, kept.Count);
    }

    /// <summary>Which of the source's series the inputs read, and what they are called in the slice.</summary>
    private sealed class KeptSeries
    {
        private readonly Dictionary<int, int> _ids = [];

        public KeptSeries(HistoryReader source, SeriesTable slice, IReadOnlyList<SliceInput> inputs)
        {
            ILookup<string, SliceInput> byMetric = inputs.ToLookup(input => input.Metric, StringComparer.Ordinal);
            foreach (Reading.StoredSeries series in source.Series.Find(null, null, int.MaxValue))
            {
                if (byMetric[series.Key.Metric].Any(input => input.Where.All(matcher => matcher.Matches(series.Key.Labels))))
                {
                    _ids[series.Id.Value] = slice.Intern(series.Key).Value;
                }
            }
        }

        public int Count => _ids.Count;

        public SampleBatch Cut(SampleBatch batch)
        {
            var series = new List<int>();
            var values = new List<double>();
            var times = new List<long>();
            // How many columns are kept before each index: a target's first and count follow from it.
            int[] before = new int[batch.Count + 1];
            for (int i = 0; i < batch.Count; i++)
            {
                if (_ids.TryGetValue(batch.Series[i], out int id))
                {
                    series.Add(id);
                    values.Add(batch.Values[i]);
                    times.Add(batch.TimeOf(i));
                }
                before[i + 1] = series.Count;
            }
            return new SampleBatch(
                batch.Job, batch.Slot, [.. series], [.. values], batch.Times.Length == 0 ? [] : [.. times],
                [.. batch.Targets.Select(target => target with { First = before[target.First], Count = before[target.First + target.Count] - before[target.First] })], batch.IsLate);
        }
    }
}
