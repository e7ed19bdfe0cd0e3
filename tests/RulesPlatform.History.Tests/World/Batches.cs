using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Tests.World;

/// <summary>Batches as a collector makes them.</summary>
internal static class Batches
{
    public const long Start = 1_790_000_000_000 / 15_000 * 15_000;

    public static SeriesId[] Intern(SeriesTable table, string instance, int count) =>
        [.. Enumerable.Range(0, count).Select(i => table.Intern(new SeriesKey($"metric_{i % 7}", LabelSet.Of(("instance", instance), ("n", $"{i}")))))];

    public static SampleBatch Of(string job, int step, params (string Target, SeriesId[] Series, double[] Values)[] answers) =>
        Of(job, step, null, answers);

    public static SampleBatch Of(string job, int step, Func<int, long>? timeOf, params (string Target, SeriesId[] Series, double[] Values)[] answers)
    {
        var slot = new Slot(Start + step * 15_000L);
        var reports = new List<TargetReport>();
        int at = 0;
        foreach ((string target, SeriesId[] series, _) in answers)
        {
            reports.Add(new TargetReport(target, at, series.Length, slot.Instant.AddTicks(12_345_67 + at), TimeSpan.FromTicks(98_765), null));
            at += series.Length;
        }
        return new SampleBatch(
            job, slot, [.. answers.SelectMany(answer => answer.Series).Select(id => id.Value)], [.. answers.SelectMany(answer => answer.Values)],
            timeOf is null ? [] : [.. Enumerable.Range(0, at).Select(timeOf)], reports);
    }

    public static long Append(this SqliteHistory history, params JournalEntry[] entries) =>
        history.Append([.. entries.Select(entry => (entry, CycleOutcome.Nothing))]);

    /// <summary>One line that tells everything of a batch, doubles by their bits.</summary>
    public static string Print(SampleBatch batch) =>
        $"{batch.Job} {batch.Slot} late={batch.IsLate} series={string.Join(',', batch.Series.ToArray())} values={string.Join(',', Bits.Of(batch.Values.ToArray()))} "
        + $"times={string.Join(',', batch.Times.ToArray())} targets={string.Join(';', batch.Targets)}";

    public static string Print(SequencedEntry entry) =>
        $"{entry.Sequence} {entry.Decisions} " + (entry.Entry is BatchEntry batch ? Print(batch.Batch) : entry.Entry.ToString());
}
