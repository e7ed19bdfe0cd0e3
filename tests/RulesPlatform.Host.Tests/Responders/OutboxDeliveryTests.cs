using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using RulesPlatform.Host.Responders;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

[TestClass]
public sealed class OutboxDeliveryTests
{
    private static readonly DeliveryReceipt Done = new(DeliveryOutcome.Delivered, "200 OK");

    private static readonly DeliveryReceipt Later = new(DeliveryOutcome.Retry, "503 Service Unavailable");

    private static readonly OutboxSettings Settings = new() { StopGrace = TimeSpan.FromSeconds(1) };

    [TestMethod]
    public async Task Hands_over_at_once_without_any_time_passing()
    {
        await using var world = new OutboxWorld(Settings, new ScriptedResponder("webhook", _ => Done));
        world.Outbox.Deliver([Samples.Numbered(1)]);
        ReceiptEntry entry = await world.Ledger.Next();
        Assert.AreEqual(new ReceiptEntry("000001", "oncall", Done, 1, Samples.Due), entry);
    }

    [TestMethod]
    public async Task Delivers_a_group_in_order_one_at_a_time()
    {
        var gate = new TaskCompletionSource();
        var responder = new ScriptedResponder("webhook", async (_, _) =>
        {
            await gate.Task;
            return Done;
        });
        await using var world = new OutboxWorld(Settings, responder);
        world.Outbox.Deliver([.. Enumerable.Range(1, 5).Select(index => Samples.Numbered(index, group: "one"))]);
        await responder.Next();
        Assert.AreEqual(1, world.Outbox.Snapshot().Single().UnderWay);
        Assert.HasCount(1, responder.Attempts);
        gate.SetResult();
        IReadOnlyList<ReceiptEntry> entries = await world.Ledger.Next(5);
        CollectionAssert.AreEqual(new[] { "000001", "000002", "000003", "000004", "000005" }, entries.Select(entry => entry.DedupKey).ToArray());
    }

    [TestMethod]
    public async Task Delivers_groups_side_by_side_within_the_bound()
    {
        var gate = new TaskCompletionSource();
        var responder = new ScriptedResponder("webhook", async (_, _) =>
        {
            await gate.Task;
            return Done;
        });
        await using var world = new OutboxWorld(Settings with { Parallelism = 3 }, responder);
        world.Outbox.Deliver([.. Enumerable.Range(1, 10).Select(index => Samples.Numbered(index))]);
        await responder.Next();
        await responder.Next();
        await responder.Next();
        Assert.AreEqual((3, 10), (world.Outbox.Snapshot().Single().UnderWay, world.Outbox.Snapshot().Single().Queued));
        Assert.HasCount(3, responder.Attempts);
        gate.SetResult();
        await world.Ledger.Next(10);
    }

    [TestMethod]
    public async Task Tries_again_on_the_schedule_until_it_goes_through()
    {
        int attempts = 0;
        await using var world = new OutboxWorld(Settings, new ScriptedResponder("webhook", _ => ++attempts < 5 ? Later : Done));
        world.Outbox.Deliver([Samples.Numbered(1)]);
        var schedule = new RetrySchedule(Settings);
        for (int attempt = 1; attempt <= 4; attempt++)
        {
            TimeSpan expected = schedule.Delay("000001", attempt, null);
            Assert.AreEqual(expected.TotalSeconds, (await world.Time.PassToNextAlarm()).TotalSeconds, 1e-6);
        }
        ReceiptEntry entry = await world.Ledger.Next();
        Assert.AreEqual((Done, 5), (entry.Receipt, entry.Attempts));
        Assert.HasCount(1, world.Ledger.Entries);
    }

    [TestMethod]
    public async Task A_later_one_of_the_group_waits_until_the_earlier_one_is_settled()
    {
        int attempts = 0;
        var responder = new ScriptedResponder("webhook", _ => ++attempts == 1 ? Later : Done);
        await using var world = new OutboxWorld(Settings, responder);
        world.Outbox.Deliver([Samples.Numbered(1, group: "one"), Samples.Numbered(2, group: "one")]);
        await world.Time.PassToNextAlarm();
        await world.Ledger.Next(2);
        CollectionAssert.AreEqual(new[] { "000001", "000001", "000002" }, responder.Attempts.ToArray());
    }

    [TestMethod]
    public async Task A_receiver_that_hangs_or_is_down_delays_no_other()
    {
        var hanging = new ScriptedResponder("webhook", async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return Done;
        });
        await using var world = new OutboxWorld(
            Settings with { StopGrace = TimeSpan.Zero }, hanging, new ScriptedResponder("slack", _ => Later), new ScriptedResponder("teams", _ => Done));
        world.Receivers["down"] = Samples.Receiver("slack", "http://127.0.0.1:1/");
        world.Receivers["well"] = Samples.Receiver("teams", "http://127.0.0.1:1/");
        world.Outbox.Deliver([.. Enumerable.Range(0, 300).Select(index => Samples.Numbered(index, (index % 3) switch { 0 => "oncall", 1 => "down", _ => "well" }))]);
        IReadOnlyList<ReceiptEntry> entries = await world.Ledger.Next(100);
        Assert.IsTrue(entries.All(entry => entry.Receiver == "well"));
    }

    [TestMethod]
    public async Task The_whole_receiver_is_left_alone_for_as_long_as_it_asks()
    {
        bool isBusy = true;
        var responder = new ScriptedResponder("webhook", _ => isBusy ? Later with { RetryAfter = TimeSpan.FromMinutes(2) } : Done);
        await using var world = new OutboxWorld(Settings, responder, new ScriptedResponder("slack", _ => Done));
        world.Receivers["other"] = Samples.Receiver("slack", "http://127.0.0.1:1/");
        world.Outbox.Deliver([Samples.Numbered(1)]);
        Assert.AreEqual(TimeSpan.FromMinutes(2), await world.Time.NextAlarm());
        isBusy = false;
        world.Outbox.Deliver([Samples.Numbered(2)]);
        // By the time that something handed over later has arrived elsewhere, this would have gone out too.
        world.Outbox.Deliver([Samples.Numbered(3, "other")]);
        await world.Ledger.Next();
        Assert.HasCount(1, responder.Attempts);
        world.Time.Advance(TimeSpan.FromMinutes(2));
        IReadOnlyList<ReceiptEntry> entries = await world.Ledger.Next(2);
        Assert.IsTrue(entries.All(entry => entry.At == Samples.Due + TimeSpan.FromMinutes(2)));
    }

    [TestMethod]
    public async Task Once_a_receiver_is_back_everything_that_waits_is_sent_at_once()
    {
        bool isDown = true;
        await using var world = new OutboxWorld(Settings with { FirstDelay = TimeSpan.FromHours(1), LongestDelay = TimeSpan.FromHours(1) },
            new ScriptedResponder("webhook", _ => isDown ? Later : Done));
        world.Outbox.Deliver([.. Enumerable.Range(1, 50).Select(index => Samples.Numbered(index))]);
        await WaitUntil(world, lane => lane.Waiting == 50);
        isDown = false;
        world.Outbox.Deliver([Samples.Numbered(51)]);
        IReadOnlyList<ReceiptEntry> entries = await world.Ledger.Next(51);
        Assert.IsTrue(entries.All(entry => entry.At == Samples.Due));
        Assert.AreEqual((0, null), (world.Outbox.Snapshot().Single().FailuresInARow, world.Outbox.Snapshot().Single().LastFailure));
    }

    [TestMethod]
    public async Task Becomes_a_dead_letter_a_day_after_it_was_due()
    {
        await using var world = new OutboxWorld(Settings, new ScriptedResponder("webhook", _ => Later));
        world.Outbox.Deliver([Samples.Numbered(1)]);
        while (world.Ledger.Entries.IsEmpty)
        {
            await world.Time.PassToNextAlarm();
            await WaitUntil(world, lane => lane.Waiting > 0 || lane.Queued == 0);
        }
        ReceiptEntry entry = world.Ledger.Entries.Single();
        Assert.AreEqual(DeliveryOutcome.Rejected, entry.Receipt.Outcome);
        StringAssert.StartsWith(entry.Receipt.Detail, $"given up 24 h after it was due, attempts: {entry.Attempts}; last: 503 Service Unavailable");
        Assert.IsTrue(entry.At >= Samples.Due + TimeSpan.FromHours(24) && entry.At < Samples.Due + TimeSpan.FromHours(25), entry.At.ToString("O"));
        Assert.IsTrue(entry.Attempts is > 200 and < 400, $"{entry.Attempts}");
    }

    [TestMethod]
    public async Task Becomes_a_dead_letter_after_the_last_attempt_allowed()
    {
        await using var world = new OutboxWorld(Settings with { MaxAttempts = 3 }, new ScriptedResponder("webhook", _ => Later));
        world.Outbox.Deliver([Samples.Numbered(1)]);
        await world.Time.PassToNextAlarm();
        await world.Time.PassToNextAlarm();
        ReceiptEntry entry = await world.Ledger.Next();
        Assert.AreEqual((DeliveryOutcome.Rejected, "given up after 3 attempts; last: 503 Service Unavailable"), (entry.Receipt.Outcome, entry.Receipt.Detail));
        Assert.AreEqual(1, world.Log.Lines.Count(line => line.Level == LogLevel.Error && line.Line.StartsWith("Dead letter", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task One_that_is_days_late_is_still_tried_once()
    {
        await using var world = new OutboxWorld(Settings, new ScriptedResponder("webhook", _ => Done));
        world.Outbox.Deliver([Samples.Numbered(1) with { DueAt = Samples.Due - TimeSpan.FromDays(3) }]);
        Assert.AreEqual(Done, (await world.Ledger.Next()).Receipt);
    }

    [TestMethod]
    public async Task An_action_that_is_late_is_not_begun()
    {
        var command = new ScriptedResponder("run", _ => Done);
        await using var world = new OutboxWorld(Settings, command);
        Notification action = Samples.Numbered(1, "action:run") with { Cause = NotificationCause.Action };
        world.Outbox.Deliver([action with { DueAt = Samples.Due - TimeSpan.FromMinutes(16) }, action with { DedupKey = "000002" }]);
        IReadOnlyList<ReceiptEntry> entries = await world.Ledger.Next(2);
        Assert.AreEqual("not begun: it was due more than 15 min ago", entries[0].Receipt.Detail);
        Assert.AreEqual((DeliveryOutcome.Rejected, DeliveryOutcome.Delivered), (entries[0].Receipt.Outcome, entries[1].Receipt.Outcome));
        Assert.HasCount(1, command.Attempts);
    }

    [TestMethod]
    [DataRow("gone", "The rule set in force has no receiver \"gone\": it was removed or renamed.")]
    [DataRow("oncall", "Nothing here delivers to receivers of type \"webhook\" (responses/default.json:7:5).")]
    [DataRow("action:dance", "There is no action \"dance\" in this build of the platform.")]
    public async Task Nobody_to_deliver_to_is_a_rejection_with_the_reason(string receiver, string reason)
    {
        await using var world = new OutboxWorld(Settings, new ScriptedResponder("slack", _ => Done));
        world.Outbox.Deliver([Samples.Numbered(1, receiver)]);
        ReceiptEntry entry = await world.Ledger.Next();
        Assert.AreEqual((DeliveryOutcome.Rejected, reason), (entry.Receipt.Outcome, entry.Receipt.Detail));
    }

    [TestMethod]
    public async Task What_was_under_way_at_a_stop_is_sent_after_the_restart_with_the_same_key()
    {
        bool isHanging = true;
        var responder = new ScriptedResponder("webhook", async (_, stop) =>
        {
            await Task.Delay(isHanging ? Timeout.Infinite : 0, stop);
            return Done;
        });
        await using var world = new OutboxWorld(Settings with { StopGrace = TimeSpan.Zero }, responder);
        Notification notification = Samples.Numbered(1);
        world.Outbox.Deliver([notification]);
        await responder.Next();
        await world.Restart();
        Assert.IsTrue(world.Ledger.Entries.IsEmpty);
        isHanging = false;
        world.Outbox.Deliver([notification]);
        Assert.AreEqual("000001", (await world.Ledger.Next()).DedupKey);
        CollectionAssert.AreEqual(new[] { "000001", "000001" }, responder.Attempts.ToArray());
    }

    [TestMethod]
    public async Task A_stop_lets_what_is_under_way_finish_and_begins_nothing_more()
    {
        var gate = new TaskCompletionSource();
        var responder = new ScriptedResponder("webhook", async (_, _) =>
        {
            await gate.Task;
            return Done;
        });
        await using var world = new OutboxWorld(Settings, responder);
        world.Outbox.Deliver([Samples.Numbered(1, group: "one"), Samples.Numbered(2, group: "one")]);
        await responder.Next();
        ValueTask stopping = world.Outbox.DisposeAsync();
        gate.SetResult();
        await stopping;
        world.Outbox.Deliver([Samples.Numbered(3)]);
        CollectionAssert.AreEqual(new[] { "000001" }, world.Ledger.Entries.Select(entry => entry.DedupKey).ToArray());
    }

    [TestMethod]
    public async Task The_same_key_twice_is_one_delivery()
    {
        var gate = new TaskCompletionSource();
        var responder = new ScriptedResponder("webhook", async (_, _) =>
        {
            await gate.Task;
            return Done;
        });
        await using var world = new OutboxWorld(Settings, responder);
        world.Outbox.Deliver([Samples.Numbered(1), Samples.Numbered(1)]);
        world.Outbox.Deliver([Samples.Numbered(1), Samples.Numbered(2)]);
        gate.SetResult();
        await world.Ledger.Next(2);
        Assert.HasCount(2, responder.Attempts);
    }

    [TestMethod]
    public async Task A_responder_that_throws_is_retried_and_its_message_told_nobody()
    {
        int attempts = 0;
        await using var world = new OutboxWorld(Settings with { MaxAttempts = 2 },
            new ScriptedResponder("webhook", _ => ++attempts > 0 ? throw new InvalidDataException("https://hooks.example.org/T0KEN") : Done));
        world.Outbox.Deliver([Samples.Numbered(1)]);
        await world.Time.PassToNextAlarm();
        ReceiptEntry entry = await world.Ledger.Next();
        StringAssert.Contains(entry.Receipt.Detail, "InvalidDataException");
        string everything = entry.Receipt.Detail + string.Concat(world.Log.Lines.Select(line => line.Line));
        Assert.IsFalse(everything.Contains("T0KEN", StringComparison.Ordinal), everything);
    }

    [TestMethod]
    public async Task Counts_deliveries_by_kind_and_outcome_and_knows_the_queues_length()
    {
        int attempts = 0;
        await using var world = new OutboxWorld(Settings, new ScriptedResponder("webhook", _ => ++attempts == 1 ? Later : Done));
        Meter meter = world.Outbox.Meter.Meter;
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter == meter) { self.EnableMeasurementEvents(instrument); } } };
        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string line = $"{instrument.Name}{{{string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}}}";
            seen.AddOrUpdate(line, value, (_, sum) => sum + value);
        }
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, 1, tags));
        listener.Start();
        world.Outbox.Deliver([Samples.Numbered(1)]);
        await world.Time.PassToNextAlarm();
        await world.Ledger.Next();
        await world.Outbox.DisposeAsync();
        Assert.AreEqual(1, seen["rulesplatform.responders.deliveries{kind=webhook,outcome=delivered}"]);
        Assert.AreEqual(1, seen["rulesplatform.responders.attempts{kind=webhook,outcome=retry}"]);
        Assert.AreEqual(1, seen["rulesplatform.responders.attempt.duration{kind=webhook,outcome=retry}"]);
        Assert.AreEqual(0, seen["rulesplatform.responders.queue.length{receiver=oncall}"]);
    }

    private static async Task WaitUntil(OutboxWorld world, Func<LaneSnapshot, bool> holds)
    {
        while (!holds(world.Outbox.Snapshot().Single()))
        {
            await Task.Yield();
        }
    }
}
