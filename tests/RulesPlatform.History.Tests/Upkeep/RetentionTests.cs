using RulesPlatform.History.Tests.World;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.History.Tests.Upkeep;

[TestClass]
public sealed class RetentionTests
{
    private const int Day = 5760;

    [TestMethod]
    public void Forgets_old_samples_and_entries_but_not_what_recovery_reads()
    {
        using var folder = new TemporaryFolder();
        var options = new HistoryOptions { KeepSamples = TimeSpan.FromDays(2) };
        SeriesId series;
        using (var history = SqliteHistory.Open(folder.Path, options))
        {
            series = Batches.Intern(history.Series, "a:1", 2)[0];
            Collect(history, series, 0, 6);
            history.SealEverything();
            Assert.AreEqual(1, history.Reader.Log.Journal().First, "no checkpoint, so all of it would be replayed");

            long last = history.Reader.Log.Journal().Last;
            history.SaveCheckpoint(new Checkpoint(last / 2, 1, "abc", new byte[1]));
            history.SaveCheckpoint(new Checkpoint(last, 1, "abc", new byte[1]));
            Collect(history, series, 6, 7);
            history.SealEverything();
            Assert.AreEqual(last / 2 + 1, history.Reader.Log.Journal().First, "the older checkpoint needs the rest");

            history.SaveCheckpoint(new Checkpoint(last + 1, 1, "abc", new byte[1]));
            Collect(history, series, 7, 8);
            history.SealEverything();
        }
        using var again = SqliteHistory.Open(folder.Path, options);
        long oldest = again.ReadSamples(series, 0, long.MaxValue)[0].UnixMs;
        long newest = Decided.SlotAt(8 * Day).UnixMs;
        Assert.IsLessThanOrEqualTo(newest - 2 * 86_400_000L, oldest);
        Assert.IsGreaterThan(newest - 4 * 86_400_000L, oldest);
        Assert.IsNotEmpty(again.ReadJournal(0));
        Assert.IsNotEmpty(again.Reader.Series.Chart(series, 0, Decided.SlotAt(2 * Day).UnixMs, TimeSpan.FromHours(1)), "rollups outlive samples");
        Collect(again, series, 8, 9);
    }

    [TestMethod]
    public void Makes_room_where_the_store_is_too_large()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path, new HistoryOptions { MaxBytes = 1L << 20 });
        var random = new Random(1);
        SeriesId[] series = Batches.Intern(history.Series, "a:1", 60);
        for (int step = 0; step < 5400; step++)
        {
            history.Append(new BatchEntry(Batches.Of("node", step * 4, ("a:1", series, [.. series.Select(_ => random.NextDouble())]))));
            while (history.Work(TimeSpan.FromSeconds(1)))
            {
            }
            if (step % 50 == 0)
            {
                history.SaveCheckpoint(new Checkpoint(step + 1, 1, "abc", new byte[1]));
            }
        }
        var sizes = history.Reader.Sizes();
        Assert.IsLessThan(2 << 20, sizes.File - sizes.Free);
        Assert.IsGreaterThan(Decided.SlotAt(5760).UnixMs, history.ReadSamples(series[0], 0, long.MaxValue)[0].UnixMs);
        Assert.AreEqual(Decided.SlotAt(5399 * 4).UnixMs, history.ReadSamples(series[0], 0, long.MaxValue)[^1].UnixMs);
    }

    [TestMethod]
    public void Never_forgets_an_undelivered_notification_or_a_current_alert()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path, new HistoryOptions { KeepDecisions = TimeSpan.FromDays(1) });
        var decision = new Decision(1, Decided.SlotAt(0), "alert.changed", "f", "{}");
        history.Append(Decided.Judgement(0), new CycleOutcome
        {
            Decisions = [decision],
            Changes = [Decided.Change("cart", AlertState.Inactive, AlertState.Firing, 0), Decided.Change("pay", AlertState.Inactive, AlertState.Firing, 0)],
            Notifications = [Decided.Notification("waiting", 0), Decided.Notification("sent", 0)],
        });
        history.Append(Decided.Judgement(1), new CycleOutcome { Changes = [Decided.Change("pay", AlertState.Firing, AlertState.Inactive, 1)] });
        history.Append(Decided.Receipt("sent", DeliveryOutcome.Delivered, 1));
        history.Append(new BatchEntry(Batches.Of("node", 4 * Day, ("a:1", Batches.Intern(history.Series, "a:1", 1), [1]))));
        history.SealEverything();
        Assert.AreEqual("waiting", history.ReadOutbox().Single().DedupKey);
        Assert.AreEqual("waiting", history.Reader.Notifications.List().Single().Notification.DedupKey);
        Assert.AreEqual("cart", history.Reader.Alerts.Current().Single().Labels["service"]);
        Assert.AreEqual("cart", history.Reader.Alerts.Changes(new()).Single().Labels["service"]);
        Assert.IsEmpty(history.Reader.Log.Decisions(0));
    }

    private static void Collect(SqliteHistory history, SeriesId series, int fromDay, int toDay)
    {
        for (int step = fromDay * Day; step <= toDay * Day; step += 40)
        {
            history.Append(new BatchEntry(Batches.Of("node", step, ("a:1", [series, new SeriesId(series.Value + 1)], [step, 1]))));
            history.Work(TimeSpan.Zero);
        }
    }
}
