using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RulesPlatform.Host.Responders;
using RulesPlatform.Host.Responders.Http;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

[TestClass]
[DoNotParallelize]
public sealed class DeliveryThroughputTests
{
    private const int Count = 10_000;

    /// <summary>All in, the HTTP client of the base library included, which has the larger part.</summary>
    private const int MaxBytesEach = 5 * 1024;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Ten_thousand_webhooks_arrive_and_each_allocates_little()
    {
        await using var sink = new RawSink();
        using var exchange = new HttpExchange(HttpExchange.Network(), TimeProvider.System);
        var receivers = new Dictionary<string, Receiver> { ["oncall"] = Samples.Receiver("webhook", sink.Url) };
        using var settled = new CountdownEvent(100);
        int delivered = 0;
        await using var outbox = new OutboxDelivery(
            [new WebhookResponder(exchange, Samples.Platform)], () => receivers,
            entry =>
            {
                Interlocked.Add(ref delivered, entry.Receipt.Outcome == DeliveryOutcome.Delivered && entry.Attempts == 1 ? 1 : 0);
                settled.Signal();
            },
            new OutboxSettings(), TimeProvider.System, NullLogger<OutboxDelivery>.Instance);
        IReadOnlyList<Notification> world = Samples.World(seed: 1, Count + 100);
        outbox.Deliver([.. world.Take(100)]);
        Assert.IsTrue(settled.Wait(TimeSpan.FromSeconds(20)));
        settled.Reset(Count);

        Notification[] stored = [.. world.Skip(100)];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long begun = Stopwatch.GetTimestamp();
        outbox.Deliver(stored);
        TimeSpan handedOver = Stopwatch.GetElapsedTime(begun);
        Assert.IsTrue(settled.Wait(TimeSpan.FromSeconds(60)));
        TimeSpan took = Stopwatch.GetElapsedTime(begun);
        long each = (GC.GetTotalAllocatedBytes(precise: true) - before) / Count;

        TestContext.WriteLine($"{Count} webhooks: accepted in {handedOver.TotalMilliseconds:0} ms, delivered in {took.TotalMilliseconds:0} ms, {each} bytes allocated each.");
        Assert.AreEqual((Count + 100, Count + 100), (sink.Received, delivered));
        Assert.IsLessThan(MaxBytesEach, each);
    }

    [TestMethod]
    public async Task One_webhook_leaves_within_milliseconds()
    {
        await using var sink = new RawSink();
        using var exchange = new HttpExchange(HttpExchange.Network(), TimeProvider.System);
        var receivers = new Dictionary<string, Receiver> { ["oncall"] = Samples.Receiver("webhook", sink.Url) };
        var ledger = new Ledger();
        await using var outbox = new OutboxDelivery(
            [new WebhookResponder(exchange, Samples.Platform)], () => receivers, ledger.Settle, new OutboxSettings(), TimeProvider.System, NullLogger<OutboxDelivery>.Instance);
        var took = new List<double>();
        foreach (Notification notification in Samples.World(seed: 2, 200))
        {
            long begun = Stopwatch.GetTimestamp();
            outbox.Deliver([notification]);
            ReceiptEntry entry = await ledger.Next();
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            Assert.AreEqual((notification.DedupKey, DeliveryOutcome.Delivered), (entry.DedupKey, entry.Receipt.Outcome));
        }
        took.Sort();
        TestContext.WriteLine($"From handed over to receipt: median {took[100]:0.000} ms, p95 {took[190]:0.000} ms, max {took[^1]:0.000} ms.");
        Assert.AreEqual(200, sink.Received);
    }
}
