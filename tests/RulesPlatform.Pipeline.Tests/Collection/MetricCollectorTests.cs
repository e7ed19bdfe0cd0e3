using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Tests.Collection;

[TestClass]
public sealed class MetricCollectorTests
{
    // One answer a slot, slots apart by '/'. Out: the batches of the last slot.
    [DataRow("m=1 n=2", "a: up=1 m=1 n=2", DisplayName = "an answer is handed over under up")]
    [DataRow("m=1 n=2/m=3", "a: up=1 m=3 n=end", DisplayName = "a series left out ends")]
    [DataRow("m=1 n=2/m=3/m=4", "a: up=1 m=4", DisplayName = "a series ends once")]
    [DataRow("m=1 n=2/m=3/m=4 n=5", "a: up=1 m=4 n=5", DisplayName = "a series comes back")]
    [DataRow("m=1 n=2/!broken", "a: up=0 (broken)", DisplayName = "a failure ends nothing")]
    [DataRow("m=1 n=2/!broken/m=3", "a: up=1 m=3 n=end", DisplayName = "what a failure kept ends at the next answer without it")]
    [DataRow("m=1/n=2 m=1", "a: up=1 n=2 m=1", DisplayName = "samples stay in the order answered")]
    [DataRow("m=1 m=2 n=3", "a: up=1 m=1 n=3", DisplayName = "the first of two equal series counts")]
    [DataRow("m=1 up=7", "a: up=1 m=1", DisplayName = "a target cannot answer our up for us")]
    [DataRow("m=1@5000 m=2@6000", "a: up=1 m=1@5000 m=2@6000", DisplayName = "own times are kept")]
    [DataRow("m=2@6000 m=1@5000 n=3", "a: up=1 m=1@5000 m=2@6000 n=3", DisplayName = "a series' times ascend")]
    [DataRow("m=1@5000 m=2@5000", "a: up=1 m=1@5000", DisplayName = "the first of two samples of one time counts")]
    [DataRow("m=1@5000 n=2/n=3", "a: up=1 n=3", DisplayName = "a series with its own times is not ended by being left out")]
    [DataRow("m=1/m=1@5000", "a: up=1 m=1@5000", DisplayName = "a series that begins to carry times does not end")]
    [TestMethod]
    public async Task Turns_answers_into_batches(string answers, string last)
    {
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job();
        string text = "";
        foreach ((int slot, string answer) in answers.Split('/').Index())
        {
            world["a"].Then(answer);
            text = await world.Slot(job, 10 + (slot * 10));
        }
        Assert.AreEqual(last, text);
    }

    [TestMethod]
    public async Task Writes_three_series_of_its_own_with_the_labels_of_job_and_target()
    {
        using var world = new CollectorWorld();
        world["a"].Then("m=1 n=2");
        await world.Slot(CollectorWorld.Job(drop: "n"), 10);
        Assert.AreEqual("a: up=1 scrape_duration_seconds=0 scrape_samples_scraped=2 m=1", world.Text(world.Batches[0], whole: true));
        Assert.AreEqual("up{instance=\"a\",job=\"j\"}", world.Table[new SeriesId(world.Batches[0].Series[0])].ToString());
    }

    [DataRow("", "", "cpu_a=1 cpu_b=2 mem=3")]
    [DataRow("~cpu_.*", "", "cpu_a=1 cpu_b=2")]
    [DataRow("~cpu_.*", "cpu_b", "cpu_a=1")]
    [DataRow("", "~cpu_.*", "mem=3")]
    [DataRow("mem cpu_a", "", "cpu_a=1 mem=3")]
    [TestMethod]
    public async Task Keeps_and_drops_by_name(string keep, string drop, string kept)
    {
        using var world = new CollectorWorld();
        world["a"].Then("cpu_a=1 cpu_b=2 mem=3");
        Assert.AreEqual("a: up=1 " + kept, await world.Slot(CollectorWorld.Job(keep: keep, drop: drop), 10));
    }

    [TestMethod]
    public async Task One_dead_target_costs_the_others_nothing()
    {
        using var world = new CollectorWorld();
        world["a"].Then("!refused");
        world["b"].Then("m=1");
        Assert.AreEqual("a: up=0 (refused); b: up=1 m=1", await world.Slot(CollectorWorld.Job("a b"), 10));
    }

    [TestMethod]
    public async Task A_slow_target_is_waited_for_until_the_cut_and_then_comes_late()
    {
        using var world = new CollectorWorld();
        world["a"].Then(">m=1");
        world["b"].Then("m=2");
        Task<bool> run = world.Start(CollectorWorld.Job("a b"), 10, cut: 3);
        await Until(() => world["b"].Asked == 1 && world["a"].Asked == 1);
        Assert.IsEmpty(world.Batches);
        world.Time.Advance(TimeSpan.FromSeconds(3));
        await Until(() => world.Batches.Count == 1);
        world["a"].Release();
        await run;
        CollectionAssert.AreEqual(new[] { "b: up=1 m=2", "late a: up=1 m=1" }, world.Batches.Select(batch => world.Text(batch)).ToArray());
        Assert.AreEqual(1, world.Collector.CountsOf("j").Late);
    }

    [TestMethod]
    public async Task A_target_that_was_down_is_presumed_so_and_delays_nobody()
    {
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job("a b");
        world["a"].Then("!refused");
        world["b"].Then("m=1");
        await world.Slot(job, 10);
        world["a"].Then(">m=5");
        world["b"].Then("m=2");
        Task<bool> run = world.Start(job, 20, cut: 3);
        await Until(() => world.Batches.Count == 2);
        world["a"].Release();
        await run;
        Assert.AreEqual(
            "a: up=0 (down, and no answer yet when the slot was handed over; at the slot before: refused); b: up=1 m=2", world.Text(world.Batches[1]));
        Assert.AreEqual("late a: scrape_duration_seconds=0 scrape_samples_scraped=1 m=5", world.Text(world.Batches[2], whole: true));
    }

    [TestMethod]
    public async Task A_target_that_recovers_is_waited_for_again()
    {
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job("a b");
        foreach ((int slot, string answer) in new[] { "!refused", ">m=1", "m=2" }.Index())
        {
            world["a"].Then(answer);
            world["b"].Then("m=9");
            Task run = world.Start(job, slot * 10, cut: 3);
            await Until(() => world.Batches.Count > slot);
            world["a"].Release();
            await run;
        }
        Assert.AreEqual("a: up=1 m=2; b: up=1 m=9", world.Text(world.Batches[^1]));
    }

    [TestMethod]
    public async Task A_job_whose_targets_were_all_down_is_given_a_second()
    {
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job();
        world["a"].Then("!refused");
        await world.Slot(job, 10);
        world["a"].Then(">m=1");
        Task run = world.Start(job, 20, cut: 5);
        await Until(() => world["a"].Asked == 2);
        world["a"].Release();
        await run;
        Assert.AreEqual("a: up=1 m=1", world.Text(world.Batches[1]));
    }

    [TestMethod]
    public async Task No_answer_by_the_timeout_is_a_failure_with_the_bound()
    {
        using var world = new CollectorWorld();
        world["a"].Then("?");
        Task run = world.Start(CollectorWorld.Job(), 10, cut: 20);
        world.Time.Advance(TimeSpan.FromSeconds(10));
        await run;
        Assert.AreEqual("a: up=0 scrape_duration_seconds=10 scrape_samples_scraped=0 (no answer within 10 s (timeout))", world.Text(world.Batches[0], whole: true));
    }

    [TestMethod]
    public async Task A_source_that_ignores_its_timeout_is_left_behind_and_not_asked_twice_at_once()
    {
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job();
        world["a"].Then("#m=1");
        world["a"].Then("m=2");
        Task run = world.Start(job, 10, cut: 20);
        await Until(() => world["a"].Asked == 1);
        world.Time.Advance(TimeSpan.FromSeconds(10));
        await run;
        await world.Slot(job, 20);
        StringAssert.Contains(world.Batches[1].Targets[0].Reason, "still busy with an earlier slot");
        world["a"].Release();
        await Until(() => { world["a"].Then("m=2"); return world.Slot(job, 30).Result == "a: up=1 m=2"; });
    }

    [DataRow("!!reset/m=1", "a: up=1 m=1", 1, 1)]
    [DataRow("!!reset/!!reset", "a: up=0 (reset (asked twice))", 1, 0)]
    [DataRow("!malformed", "a: up=0 (malformed)", 0, 0)]
    [TestMethod]
    public async Task Asks_again_inside_the_slot_only_what_may_pass(string answers, string batch, int retries, int succeeded)
    {
        using var world = new CollectorWorld();
        foreach (string answer in answers.Split('/'))
        {
            world["a"].Then(answer);
        }
        Task run = world.Start(CollectorWorld.Job(), 10, cut: 20);
        const int DeadlineCutAndPause = 3;
        await Until(() => run.IsCompleted || world.Time.Timers == DeadlineCutAndPause);
        world.Time.Advance(TimeSpan.FromMilliseconds(750));
        await run;
        Assert.AreEqual(batch, world.Text(world.Batches[0]));
        CollectionCounts counts = world.Collector.CountsOf("j");
        Assert.AreEqual((1L, (long)retries, (long)succeeded), (counts.Asked, counts.Retries, counts.RetriesThatSucceeded));
    }

    [TestMethod]
    public async Task Refuses_a_slot_while_the_job_is_busy()
    {
        using var world = new CollectorWorld();
        CollectionJob job = CollectorWorld.Job();
        world["a"].Then(">m=1");
        Task<bool> run = world.Start(job, 10, cut: 5);
        Assert.IsFalse(await world.Start(job, 20, cut: 5));
        await Until(() => world["a"].Asked == 1);
        world["a"].Release();
        Assert.IsTrue(await run);
        Assert.AreEqual((1, 1L), (world.Batches.Count, world.Collector.CountsOf("j").Misfires));
    }

    [TestMethod]
    public async Task Cancellation_passes_through_and_hands_nothing_over()
    {
        using var world = new CollectorWorld();
        using var stop = new CancellationTokenSource();
        CollectionJob job = CollectorWorld.Job();
        world["a"].Then("?");
        Task run = world.Start(job, 10, cut: 5, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => run);
        Assert.IsEmpty(world.Batches);
    }

    private static async Task Until(Func<bool> isDone)
    {
        for (int i = 0; !isDone(); i++)
        {
            Assert.IsLessThan(5_000_000, i, "what the test waits for did not happen");
            await Task.Yield();
        }
    }
}
