using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.CommandLine.Import;

/// <summary>Writes samples straight into a store that no server has open, as late batches of one job.</summary>
internal static class StoreImport
{
    public const string Job = "import";

    /// <param name="now">What the batch is for: its samples carry their own times.</param>
    public static void Write(IHistory history, IReadOnlyList<ImportedSample> samples, DateTimeOffset now)
    {
        // Two values of one series at one time would be a broken batch: the later line wins, as it does in the store.
        (int Series, long UnixMs, double Value)[] rows =
        [
            .. samples.Select((sample, line) => (Series: history.Series.Intern(sample.Series).Value, sample.UnixMs, sample.Value, Line: line))
                .GroupBy(row => (row.Series, row.UnixMs)).Select(group => group.MaxBy(row => row.Line))
                .OrderBy(row => row.Series).ThenBy(row => row.UnixMs).Select(row => (row.Series, row.UnixMs, row.Value)),
        ];
        var batch = new SampleBatch(
            Job, new Slot(now.ToUnixTimeMilliseconds()), [.. rows.Select(row => row.Series)], [.. rows.Select(row => row.Value)], [.. rows.Select(row => row.UnixMs)], [], isLate: true);
        history.Append([(new BatchEntry(batch), CycleOutcome.Nothing)]);
    }
}
