using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Tests.Collection;

[TestClass]
[DoNotParallelize] // One test counts what the whole process allocates.
public sealed class CollectorMemoryTests
{
    [TestMethod]
    public async Task A_target_that_leaves_the_job_ends_all_it_had_once()
    {
        using var world = new CollectorWorld();
        world["a"].Then("m=1");
        world["b"].Then("m=2");
        await world.Slot(CollectorWorld.Job("a b"), 10);
        CollectionJob without = CollectorWorld.Job("a");
        world["a"].Then("m=1");
        await world.Slot(without, 20);
        Assert.AreEqual(
            "b: up=end scrape_duration_seconds=end scrape_samples_scraped=end m=end (no longer a target of job 'j'; its series end here)",
            world.Text(world.Batches[1], whole: true).Split("; ", 2)[1]);
        Assert.IsTrue(world["b"].IsDisposed);
        world["a"].Then("m=1");
        Assert.AreEqual("a: up=1 m=1", await world.Slot(without, 30));
    }

    [TestMethod]
    public async Task A_job_that_is_retired_ends_everything()
    {
        using var world = new CollectorWorld();
        world["a"].Then("m=1");
        await world.Slot(CollectorWorld.Job(), 10);
        await world.Collector.Retire("j", new Slot(20_000), world.Accept, CancellationToken.None);
        StringAssert.StartsWith(world.Text(world.Batches[1]), "a: up=end m=end");
        await world.Collector.Retire("j", new Slot(30_000), world.Accept, CancellationToken.None);
        Assert.AreEqual((2, 0), (world.Batches.Count, world.Collector.Jobs.Count));
    }

    [TestMethod]
    public async Task A_series_taken_over_by_another_target_does_not_end()
    {
        using var world = new CollectorWorld();
        CollectionJob old = CollectorWorld.Job("a") with { Labels = LabelSet.Of(("instance", "web")) };
        CollectionJob moved = CollectorWorld.Job("b") with { Labels = old.Labels };
        world["a"].Then("m=1 n=1");
        await world.Slot(old, 10);
        world["b"].Then("m=2");
        StringAssert.StartsWith(await world.Slot(moved, 20), "b: up=1 m=2; a: n=end (");
    }

    [TestMethod]
    public async Task Two_targets_with_one_series_give_it_once()
    {
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job("a b") with { Labels = LabelSet.Of(("instance", "web")) };
        for (int slot = 1; slot <= 2; slot++)
        {
            world["a"].Then("m=1");
            world["b"].Then("m=2 n=3");
            Assert.AreEqual("a: up=1 m=1; b: n=3", await world.Slot(job, slot * 10));
        }
        Assert.AreEqual(8L, world.Collector.CountsOf("j").Duplicates);
    }

    [TestMethod]
    public async Task A_source_is_opened_once_for_each_content_of_the_job()
    {
        using var world = new CollectorWorld();
        foreach (string hash in new[] { "1", "1", "2", "2" })
        {
            world["a"].Then("m=1");
            await world.Slot(CollectorWorld.Job(hash: hash), 10);
        }
        Assert.HasCount(2, world.Opened);
    }

    [TestMethod]
    public async Task New_labels_end_the_series_under_the_old_ones()
    {
        using var world = new CollectorWorld();
        world["a"].Then("m=1");
        await world.Slot(CollectorWorld.Job(), 10);
        world["a"].Then("m=1");
        string text = await world.Slot(CollectorWorld.Job(hash: "2") with { Labels = LabelSet.Of(("env", "prod")) }, 20);
        Assert.AreEqual("a: up=1 m=1 up=end m=end", text);
    }

    [TestMethod]
    public async Task A_source_that_cannot_be_opened_is_a_target_that_is_down()
    {
        var table = new SeriesTable();
        using var world = new CollectorWorld();
        using var collector = new MetricCollector(table, (_, _) => throw new InvalidOperationException("no such secret"), world.Time);
        await collector.Collect(CollectorWorld.Job(), new Slot(0), TimeSpan.FromSeconds(1), world.Accept, CancellationToken.None);
        Assert.AreEqual("the source 'push' failed (InvalidOperationException): no such secret", world.Batches[0].Targets[0].Reason);
    }

    [TestMethod]
    public async Task What_was_not_accepted_is_not_taken_as_known()
    {
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job();
        world["a"].Then("m=1 n=1");
        await world.Slot(job, 10);
        world["a"].Then("m=1");
        await Assert.ThrowsAsync<IOException>(() => world.Collector.Collect(
            job, new Slot(20_000), TimeSpan.FromSeconds(5), _ => throw new IOException("disk full"), CancellationToken.None));
        world["a"].Then("m=1");
        Assert.AreEqual("a: up=1 m=1 n=end", await world.Slot(job, 30));
        Assert.AreEqual(2, world["a"].Commits);
    }

    [DataRow("m=1 n=2", "m=3", "a: up=1 m=3 n=end", DisplayName = "a series omitted after the restart ends")]
    [DataRow("m=1 n=2/!down", "m=3", "a: up=1 m=3 n=end", DisplayName = "a failure before the restart forgets nothing")]
    [DataRow("m=1 n=2/m=1", "m=3", "a: up=1 m=3", DisplayName = "what ended before the restart does not end again")]
    [DataRow("m=1@5000", "n=3", "a: up=1 n=3", DisplayName = "a series with its own times is not remembered")]
    [TestMethod]
    public async Task A_restart_loses_nothing(string before, string after, string batch)
    {
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job();
        foreach ((int slot, string answer) in before.Split('/').Index())
        {
            world["a"].Then(answer);
            await world.Slot(job, 10 + (slot * 10));
        }
        using MetricCollector restarted = Restart(world);
        world["a"].Then(after);
        await restarted.Collect(job, new Slot(100_000), TimeSpan.FromSeconds(5), world.Accept, CancellationToken.None);
        Assert.AreEqual(batch, world.Text(world.Batches[^1]));
    }

    [TestMethod]
    public async Task A_target_that_left_while_the_process_was_down_ends_at_the_first_slot()
    {
        using var world = new CollectorWorld();
        world["a"].Then("m=1");
        world["b"].Then("m=2");
        await world.Slot(CollectorWorld.Job("a b"), 10);
        using MetricCollector restarted = Restart(world);
        world["a"].Then("m=1");
        await restarted.Collect(CollectorWorld.Job("a"), new Slot(20_000), TimeSpan.FromSeconds(5), world.Accept, CancellationToken.None);
        StringAssert.StartsWith(world.Text(world.Batches[^1]), "a: up=1 m=1; b: up=end m=end");
    }

    [TestMethod]
    public async Task Series_can_be_remembered_one_by_one()
    {
        using var world = new CollectorWorld();
        SeriesId gone = world.Table.Intern(new SeriesKey("gone", LabelSet.Empty));
        world.Collector.Remember("j", "a", [gone]);
        world["a"].Then("m=1");
        Assert.AreEqual("a: up=1 m=1 gone=end", await world.Slot(CollectorWorld.Job(), 10));
        Assert.ThrowsExactly<InvalidOperationException>(() => world.Collector.Remember("j", "a", [gone]));
    }

    [TestMethod]
    public async Task A_steady_slot_shares_its_series_column_and_allocates_one_column_of_values()
    {
        const int Samples = 20_000;
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job();
        using var collector = new MetricCollector(world.Table, (_, _) => new WideSource(Samples), world.Time);
        long bytes = long.MaxValue;
        for (int slot = 1; slot <= 12; slot++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await collector.Collect(job, new Slot(slot * 10_000), TimeSpan.FromSeconds(5), world.Accept, CancellationToken.None);
            bytes = Math.Min(bytes, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        Assert.IsTrue(world.Batches[4].Series == world.Batches[5].Series, "the column is the same memory");
        Assert.IsLessThan((Samples * sizeof(double)) + 40_000, bytes, "nothing but the column of values grows with the samples");
    }

    private static MetricCollector Restart(CollectorWorld world)
    {
        var restarted = new MetricCollector(world.Table, (_, target) => world[target.Address], world.Time);
        world.Batches.ForEach(restarted.Remember);
        return restarted;
    }

    private sealed class WideSource(int samples) : IMetricSource
    {
        private SeriesId[] _series = [];

        public ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
        {
            if (_series.Length == 0)
            {
                _series = [.. Enumerable.Range(0, samples).Select(i => writer.Table.Intern(new SeriesKey($"m{i}", writer.TargetLabels)))];
            }
            foreach (SeriesId series in _series)
            {
                writer.Add(series, slot.UnixMs);
            }
            return ValueTask.CompletedTask;
        }

        public void Dispose()
        {
        }
    }
}
