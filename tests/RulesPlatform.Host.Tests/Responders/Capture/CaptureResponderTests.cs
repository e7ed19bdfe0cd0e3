using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Responders.Capture;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders.Capture;

[TestClass]
public sealed class CaptureResponderTests
{
    [TestMethod]
    public async Task One_kind_that_fails_does_not_lose_the_others()
    {
        DeliveryReceipt receipt = await Capture("good, bad,strange", Kind("good", _ => "what was seen"), Kind("bad", _ => throw new IOException("the disk is gone")));
        Assert.AreEqual(DeliveryOutcome.Delivered, receipt.Outcome);
        Assert.AreEqual("1 of 3 kinds of evidence taken: good, bad, strange", receipt.Detail);
        StringAssert.Contains(receipt.Attachment, "== good ==\nwhat was seen\n");
        StringAssert.Contains(receipt.Attachment, "== bad ==\n(not taken: the disk is gone)\n");
        StringAssert.Contains(receipt.Attachment, "== strange ==\n(not taken: no such kind of evidence; there are good, bad)\n");
        StringAssert.Contains(receipt.Attachment, "2030-01-02T03:04:05.000Z");
    }

    [TestMethod]
    public async Task Nothing_taken_is_no_evidence()
    {
        DeliveryReceipt receipt = await Capture("bad", Kind("bad", _ => throw new InvalidOperationException("no")));
        Assert.AreEqual(DeliveryOutcome.Rejected, receipt.Outcome);
    }

    [TestMethod]
    public async Task A_kind_that_hangs_is_left_behind()
    {
        var time = new FakeTimeProvider();
        var hanging = new TaskCompletionSource<string>();
        var responder = new CaptureResponder(
            [
                new ScriptedEvidence("slow", (_, _) =>
                {
                    time.Advance(TimeSpan.FromSeconds(3));
                    return hanging.Task;
                }),
                Kind("quick", _ => "here"),
            ],
            new CaptureBounds { Time = TimeSpan.FromSeconds(2) },
            time);
        DeliveryReceipt receipt = await responder.Deliver(Asking("slow,quick"), null, CancellationToken.None);
        StringAssert.Contains(receipt.Attachment, "(not taken: it took longer than 2 s)");
        StringAssert.Contains(receipt.Attachment, "== quick ==\nhere");
    }

    [TestMethod]
    public async Task Text_that_is_too_long_is_cut_and_says_so()
    {
        DeliveryReceipt receipt = await Capture("long", Kind("long", _ => new string('x', 150)));
        StringAssert.Contains(receipt.Attachment, new string('x', 100) + "\n(cut: 50 more characters)");
        Assert.IsFalse(receipt.Attachment!.Contains(new string('x', 101), StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task The_process_of_interest_is_passed_on()
    {
        DeliveryReceipt receipt = await Capture("of", Kind("of", process => $"about '{process}'"));
        StringAssert.Contains(receipt.Attachment, "about 'shop'");
    }

    [TestMethod]
    public async Task The_end_of_the_platform_is_passed_on()
    {
        using var stop = new CancellationTokenSource();
        var responder = new CaptureResponder(
            [
                new ScriptedEvidence("waiting", async (_, cancellation) =>
                {
                    await stop.CancelAsync();
                    await Task.Delay(Timeout.Infinite, cancellation);
                    return "";
                }),
            ],
            new CaptureBounds(),
            TimeProvider.System);
        await Assert.ThrowsAsync<OperationCanceledException>(() => responder.Deliver(Asking("waiting"), null, stop.Token).AsTask());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Takes_all_kinds_of_this_machine()
    {
        DeliveryReceipt receipt = await CaptureResponder.OfThisMachine(TimeProvider.System).Deliver(Asking("processes,pressure,files,dotnet", ""), null, CancellationToken.None);
        Assert.AreEqual(DeliveryOutcome.Delivered, receipt.Outcome, receipt.Attachment);
        StringAssert.StartsWith(receipt.Detail, "4 of 4");
        StringAssert.Contains(receipt.Attachment, "by memory");
        StringAssert.Contains(receipt.Attachment, "MemAvailable:");
        StringAssert.Contains(receipt.Attachment, "the platform itself");
        StringAssert.Contains(receipt.Attachment, "thread pool:");
        StringAssert.Contains(receipt.Attachment, ".dll", "The files most often open of a .NET process are its assemblies.");
    }

    private static ScriptedEvidence Kind(string word, Func<string, string> take) => new(word, (process, _) => Task.FromResult(take(process)));

    private static async Task<DeliveryReceipt> Capture(string what, params IEvidence[] kinds)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        return await new CaptureResponder(kinds, new CaptureBounds { Text = 100 }, time).Deliver(Asking(what), null, CancellationToken.None);
    }

    private static Notification Asking(string what, string process = "shop") => new()
    {
        DedupKey = "key", Receiver = "action:capture", Route = "r", Cause = NotificationCause.Action, GroupKey = "g", GroupLabels = LabelSet.Empty,
        DueAt = DateTimeOffset.UnixEpoch, Alerts = [],
        Parameters = new Dictionary<string, string> { ["what"] = what, ["process"] = process },
    };

    private sealed class ScriptedEvidence(string word, Func<string, CancellationToken, Task<string>> take) : IEvidence
    {
        public string Word => word;

        public Task<string> Take(string process, CancellationToken cancellation) => take(process, cancellation);
    }
}
