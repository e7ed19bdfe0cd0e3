using RulesPlatform.History.Reading;
using RulesPlatform.History.Tests.World;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.History.Tests.Records;

[TestClass]
public sealed class OutboxTests
{
    [TestMethod]
    public void Holds_what_is_not_settled_oldest_first_over_a_restart()
    {
        using var folder = new TemporaryFolder();
        using (var history = SqliteHistory.Open(folder.Path))
        {
            history.Append(Decided.Judgement(0), new CycleOutcome { Notifications = [Decided.Notification("z", 9), Decided.Notification("a", 1)] });
            history.Append(Decided.Judgement(1), new CycleOutcome { Notifications = [Decided.Notification("m", 2), Decided.Notification("m", 2, "pd")] });
            history.Append(Decided.Receipt("a", DeliveryOutcome.Delivered, 3));
            history.Append(Decided.Receipt("m", DeliveryOutcome.Delivered, 3, "pd"));
        }
        using var again = SqliteHistory.Open(folder.Path);
        CollectionAssert.AreEqual(new[] { "z hook", "m hook" }, again.ReadOutbox().Select(one => $"{one.DedupKey} {one.Receiver}").ToArray());
    }

    [TestMethod]
    public void Gives_a_notification_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        Notification sent = Decided.Notification("k", 4);
        history.Append(Decided.Judgement(0), new CycleOutcome { Notifications = [sent] });
        Notification back = history.ReadOutbox().Single();
        Assert.AreEqual(
            sent with { Alerts = [], Parameters = back.Parameters }, back with { Alerts = [] });
        CollectionAssert.AreEquivalent(sent.Parameters.ToList(), back.Parameters.ToList());
        NotifiedAlert alert = back.Alerts.Single();
        Assert.AreEqual(sent.Alerts[0] with { Annotations = alert.Annotations }, alert);
        CollectionAssert.AreEquivalent(sent.Alerts[0].Annotations.ToList(), alert.Annotations.ToList());
    }

    [TestMethod]
    public void Takes_one_decision_made_twice_for_one()
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        history.Append(Decided.Judgement(0), new CycleOutcome { Notifications = [Decided.Notification("k", 4)] });
        history.Append(Decided.Receipt("k", DeliveryOutcome.Delivered, 5));
        history.Append(Decided.Judgement(0), new CycleOutcome { Notifications = [Decided.Notification("k", 4)] });
        Assert.IsEmpty(history.ReadOutbox());
    }

    [TestMethod]
    [DataRow(DeliveryOutcome.Delivered, NotificationState.Delivered)]
    [DataRow(DeliveryOutcome.Rejected, NotificationState.Dead)]
    [DataRow(DeliveryOutcome.Retry, NotificationState.Dead, DisplayName = "a receipt that says retry gives up")]
    public void Is_settled_by_a_receipt(DeliveryOutcome outcome, NotificationState expected)
    {
        using var folder = new TemporaryFolder();
        using var history = SqliteHistory.Open(folder.Path);
        history.Append(Decided.Judgement(0), new CycleOutcome { Notifications = [Decided.Notification("k", 4)] });
        history.NoteAttempt("k", "hook", 1, "503", Decided.SlotAt(9).Instant);
        StoredNotification waiting = history.Reader.Notifications.Queued().Single();
        Assert.AreEqual((1, "503", Decided.SlotAt(9).Instant), (waiting.Attempts, waiting.Detail, waiting.NextAt!.Value));
        history.Append(Decided.Receipt("k", outcome, 5));
        history.NoteAttempt("k", "hook", 7, "late", Decided.SlotAt(9).Instant);
        StoredNotification settled = history.Reader.Notifications.Find("k").Single();
        Assert.AreEqual(expected, settled.State);
        Assert.AreEqual((2, "said so", "seen", Decided.SlotAt(5).Instant), (settled.Attempts, settled.Detail, settled.Attachment, settled.SettledAt!.Value));
        Assert.IsNull(settled.NextAt);
        Assert.AreEqual(1, history.Reader.Notifications.Count()[expected]);
        Assert.AreEqual(settled.Id, history.Reader.Notifications.List(expected).Single().Id);
        Assert.IsEmpty(history.Reader.Notifications.List(before: settled.Id));
    }
}
