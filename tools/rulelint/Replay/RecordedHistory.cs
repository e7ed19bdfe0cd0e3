using RulesPlatform.History;
using RulesPlatform.History.Reading;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.RuleLint.Replay;

/// <summary>A server's data folder, to read: beside the running server, or a copy of it.</summary>
internal sealed class RecordedHistory : IHistory
{
    private readonly HistoryReader _reader;

    private RecordedHistory(HistoryReader reader)
    {
        _reader = reader;
        foreach (StoredSeries series in reader.Series.Find(null, null, int.MaxValue))
        {
            Series.Restore(series.Id, series.Key);
        }
    }

    public SeriesTable Series { get; } = new();

    /// <exception cref="HistoryException">There is none, or it cannot be read.</exception>
    public static RecordedHistory Open(string folder) => new(HistoryReader.Open(folder));

    public Recording ToRecording() => new(Series, Inputs);

    /// <summary>The oldest and the newest slot that samples were collected for; null where there are none.</summary>
    public (Slot Oldest, Slot Newest)? Recorded() => _reader.Recorded();

    /// <summary>Decisions after a sequence, a page at a time.</summary>
    public IReadOnlyList<Decision> Decisions(long after) => _reader.Log.Decisions(after);

    public IEnumerable<SequencedEntry> ReadJournal(long sequence) => _reader.Journal(sequence);

    public IReadOnlyList<RuleFile>? ReadRuleSet(string revision) => _reader.Log.RuleSet(revision);

    public IReadOnlyList<Sample> ReadSamples(SeriesId series, long after, long through) => _reader.Series.Samples(series, after, through);

    public Checkpoint? NewestCheckpoint() => null;

    public IReadOnlyList<Notification> ReadOutbox() => [];

    public long Append(IReadOnlyList<(JournalEntry Entry, CycleOutcome Outcome)> entries) => throw ReadOnly();

    public void SaveCheckpoint(Checkpoint checkpoint) => throw ReadOnly();

    public void SaveRuleSet(RuleSet rules, DateTimeOffset at) => throw ReadOnly();

    public void Dispose() => _reader.Dispose();

    /// <summary>
    /// Silences are given as they turned out, with the end that they came to: a silence's id counts those before it, and a replay that begins later counts anew.
    /// </summary>
    private IEnumerable<JournalEntry> Inputs(DateTimeOffset begin)
    {
        long after = _reader.SequenceBefore(new Slot(begin.ToUnixTimeMilliseconds()));
        IReadOnlyList<StoredSilence> silences = _reader.Log.Silences();
        foreach (StoredSilence earlier in silences.Where(one => one.JournalSequence <= after && one.Silence.EndsAt > begin))
        {
            yield return Add(earlier.Silence, begin);
        }
        Dictionary<long, Silence> bySequence = silences.ToDictionary(one => one.JournalSequence, one => one.Silence);
        foreach (SequencedEntry entry in _reader.Inputs(after))
        {
            switch (entry.Entry)
            {
                case CommandEntry { Command: ExpireSilence }:
                    break;
                case CommandEntry { Command: AddSilence } added:
                    if (bySequence.TryGetValue(entry.Sequence, out Silence? silence) && silence.EndsAt > silence.StartsAt && silence.EndsAt > added.At)
                    {
                        yield return Add(silence, added.At);
                    }
                    break;
                default:
                    yield return entry.Entry;
                    break;
            }
        }
    }

    private static CommandEntry Add(Silence silence, DateTimeOffset at) =>
        new(new AddSilence(silence.Matchers, silence.StartsAt, silence.EndsAt, silence.Comment, silence.Author), at);

    private static InvalidOperationException ReadOnly() => new("A recording is only read.");
}
