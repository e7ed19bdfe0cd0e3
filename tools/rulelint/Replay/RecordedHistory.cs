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

    public Recording ToRecording() => new(Series, begin => _reader.Inputs(new Slot(begin.ToUnixTimeMilliseconds())));

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

    private static InvalidOperationException ReadOnly() => new("A recording is only read.");
}
