using RulesPlatform.History.Reading;
using RulesPlatform.History.Tests.World;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Tests.Reading;

[TestClass]
public sealed class SeriesReaderTests
{
    private const long Midnight = (Batches.Start / 86_400_000 + 1) * 86_400_000;

    [TestMethod]
    public void Gives_samples_of_a_range_in_order_of_time_wherever_they_lie()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path, new HistoryOptions { ChunkRows = 24 });
        SeriesId[] series = Batches.Intern(history.Series, "a:1", 3);
        for (int step = 0; step < 100; step++)
        {
            history.Append(new BatchEntry(Batches.Of("node", step, ("a:1", series, [step, -step, Staleness.Marker]))));
            history.Work(TimeSpan.Zero);
        }
        history.Append(new BatchEntry(Batches.Of("node", 40, ("a:1", series, [4000, 1, 2]))));
        history.Append(new BatchEntry(Batches.Of("other", 41, ("b:2", [series[0]], [4100]))));
        long[] expected = [38, 39, 4000, 4100, 42];
        using var alone = HistoryReader.Open(folder.Path);
        foreach (SeriesReader reader in new[] { history.Reader.Series, alone.Series })
        {
            IReadOnlyList<Sample> samples = reader.Samples(series[0], Decided.SlotAt(37).UnixMs, Decided.SlotAt(42).UnixMs);
            CollectionAssert.AreEqual(expected, samples.Select(sample => (long)sample.Value).ToArray());
            CollectionAssert.AreEqual(Enumerable.Range(38, 5).Select(step => Decided.SlotAt(step).UnixMs).ToArray(), samples.Select(sample => sample.UnixMs).ToArray());
            Assert.IsTrue(Staleness.IsMarker(reader.Samples(series[2], 0, Decided.SlotAt(0).UnixMs).Single().Value));
        }
    }

    [TestMethod]
    public void Finds_series_by_metric_and_matchers()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        history.Append(new BatchEntry(Batches.Of(
            "node", 0, ("a:1", Batches.Intern(history.Series, "a:1", 10), new double[10]), ("b:2", Batches.Intern(history.Series, "b:2", 10), new double[10]))));
        using var alone = HistoryReader.Open(folder.Path);
        foreach (SeriesReader reader in new[] { history.Reader.Series, alone.Series })
        {
            Assert.AreEqual("0,7,10,17", Ids(reader.Find("metric_0")));
            Assert.AreEqual("10,17", Ids(reader.Find("metric_0", [LabelMatcher.Parse("instance", "~b:.*")])));
            Assert.AreEqual("3,4", Ids(reader.Find(null, [LabelMatcher.Parse("__name__", "~metric_[34]"), LabelMatcher.Parse("instance", "!b:2")])));
            Assert.AreEqual("0,1", Ids(reader.Find(null, limit: 2)));
            Assert.HasCount(7, reader.Metrics());
        }

        static string Ids(IReadOnlyList<StoredSeries> series) => string.Join(',', series.Select(one => one.Id.Value));
    }

    [TestMethod]
    public void Draws_the_same_chart_from_rollups_as_from_samples()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(3);
        using var history = SqliteHistory.Open(folder.Path);
        SeriesId[] series = Batches.Intern(history.Series, "a:1", 4);
        var samples = new List<Sample>();
        int from = (int)((Midnight - Batches.Start) / 15_000) - 700;
        for (int step = from; step < from + 6600; step++)
        {
            double value = step % 50 == 0 ? double.NaN : Math.Round(random.NextDouble() * 1000) / 100;
            if (step % 900 > 60)
            {
                history.Append(new BatchEntry(Batches.Of("node", step, ("a:1", series, [value, 1, 2, 3]))));
                samples.Add(new Sample(Decided.SlotAt(step).UnixMs, value));
            }
            history.Work(TimeSpan.Zero);
        }
        while (history.Work(TimeSpan.FromSeconds(1)))
        {
        }
        Assert.IsGreaterThan(0, history.Reader.Sizes().RollupBytes);
        foreach (int stepSeconds in new[] { 60, 300, 3600, 7 * 3600 })
        {
            AssertSame(history, series[0], samples, stepSeconds);
        }
    }

    private static void AssertSame(SqliteHistory history, SeriesId series, List<Sample> samples, int stepSeconds)
    {
        ChartPoint[] chart = [.. history.Reader.Series.Chart(series, samples[0].UnixMs, samples[^1].UnixMs + 1, TimeSpan.FromSeconds(stepSeconds))];
        ChartPoint[] expected = [.. samples.Where(sample => !double.IsNaN(sample.Value)).GroupBy(sample => sample.UnixMs / (stepSeconds * 1000L)).Select(group => new ChartPoint(
            group.Key * stepSeconds * 1000, group.Min(sample => sample.Value), group.Max(sample => sample.Value), group.Sum(sample => sample.Value), group.Count()))];
        CollectionAssert.AreEqual(expected.Select(point => point with { Sum = 0 }).ToArray(), chart.Select(point => point with { Sum = 0 }).ToArray());
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i].Sum, chart[i].Sum, 1e-6);
        }
    }

    [TestMethod]
    public void Draws_many_charts_as_it_draws_each_alone()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path, new HistoryOptions { ChunkRows = 24 });
        var world = new BatchWorld(8);
        for (int step = 0; step < 200; step++)
        {
            history.Append(new BatchEntry(world.Next(history.Series, step)));
            history.Work(TimeSpan.FromTicks(1));
        }
        SeriesId[] all = [.. Enumerable.Range(0, history.Series.Count).Select(id => new SeriesId(id)), new SeriesId(9999)];
        using var alone = HistoryReader.Open(folder.Path);
        foreach (SeriesReader reader in new[] { history.Reader.Series, alone.Series })
        {
            var charts = reader.Charts(all, 0, long.MaxValue, TimeSpan.FromMinutes(2));
            Assert.HasCount(all.Length, charts);
            for (int i = 0; i < all.Length; i++)
            {
                var fold = new ChartFold(120_000);
                foreach (Sample sample in history.ReadSamples(all[i], 0, long.MaxValue))
                {
                    fold.Add(sample.UnixMs, sample.Value);
                }
                CollectionAssert.AreEqual(fold.Points(), charts[i].ToArray());
            }
        }
    }

    [TestMethod]
    public void Late_samples_are_in_the_chart_before_and_after_their_day_is_rolled_up_again()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path, new HistoryOptions { ChunkRows = 24 });
        SeriesId[] series = Batches.Intern(history.Series, "a:1", 1);
        int midnight = (int)((Midnight - Batches.Start) / 15_000);
        for (int step = midnight; step < midnight + 5900; step += 20)
        {
            history.Append(new BatchEntry(Batches.Of("node", step, ("a:1", series, [1]))));
        }
        history.SealEverything();
        Assert.AreEqual(1, MaxAtTen());
        for (int i = 1; i <= 24; i++)
        {
            history.Append(new BatchEntry(Batches.Of("node", midnight + 2400 + i, ("a:1", series, [99]))));
        }
        Assert.AreEqual(99, MaxAtTen(), "in memory");
        while (history.BytesInMemory > 0)
        {
            Assert.IsTrue(history.Work(TimeSpan.Zero));
        }
        Assert.AreEqual(99, MaxAtTen(), "in a chunk, and not in the rollup");
        history.SealEverything();
        Assert.AreEqual(99, MaxAtTen(), "in the rollup");

        double MaxAtTen() => history.Reader.Series.Chart(series[0], Midnight, Midnight + 86_400_000, TimeSpan.FromHours(1)).Single(point => point.UnixMs == Midnight + 36_000_000).Max;
    }

    [TestMethod]
    public void Counts_what_the_store_takes()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        var mix = new LoadMix(1, 1000);
        SeriesId[] series = Batches.Intern(history.Series, "a:1", 1000);
        for (int step = 0; step < 240; step++)
        {
            history.Append(new BatchEntry(Batches.Of("node", step, ("a:1", series, mix.Next()))));
            if (step < 70)
            {
                continue;
            }
            while (history.Work(TimeSpan.FromSeconds(1)))
            {
            }
            Assert.IsLessThanOrEqualTo(1000 * 450, history.BytesInMemory);
        }
        JournalStatistics before = history.Reader.Log.Journal();
        Assert.AreEqual((1L, 240L), (before.First, before.Last));
        Assert.IsGreaterThan(0, before.Unsealed);
        Assert.AreEqual(240, before.ByKind["batch"]);
        history.SealEverything();
        StoreSizes sizes = history.Reader.Sizes();
        Assert.AreEqual((240_000L, 1000L), (sizes.SealedSamples, sizes.Series));
        Assert.IsLessThanOrEqualTo(1.25, sizes.BytesPerSealedSample);
        Assert.AreEqual(0, history.Reader.Log.Journal().Unsealed);
        Assert.AreEqual(0, history.BytesInMemory);
    }
}
