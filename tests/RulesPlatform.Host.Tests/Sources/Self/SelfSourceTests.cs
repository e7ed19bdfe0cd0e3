using System.Diagnostics.Metrics;
using RulesPlatform.Host.Sources.Self;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Tests.Sources.Self;

[TestClass]
public sealed class SelfSourceTests
{
    // Meters are heard by the whole process: each test has names of its own, which no server that another test runs listens to.

    [TestMethod]
    public async Task Counters_add_up_from_the_ledgers_start()
    {
        using var meter = new Meter("SelfTests.Counters");
        using var ledger = new MeterLedger("SelfTests.Counters");
        Counter<long> sent = meter.CreateCounter<long>("sent");
        UpDownCounter<int> waiting = meter.CreateUpDownCounter<int>("rulesplatform.waiting", "{notification}");
        sent.Add(2, new KeyValuePair<string, object?>("receiver", "mail"), new KeyValuePair<string, object?>("kind", 1));
        sent.Add(3, new KeyValuePair<string, object?>("kind", 1), new KeyValuePair<string, object?>("receiver", "mail"));
        sent.Add(5);
        waiting.Add(4);
        waiting.Add(-1);
        CollectedSamples samples = await Collect(ledger);
        Assert.AreEqual(5, samples["rulesplatform_sent_total{kind=\"1\",receiver=\"mail\"}"], "Tags in another order are the same labels.");
        Assert.AreEqual(5, samples["rulesplatform_sent_total"]);
        Assert.AreEqual(3, samples["rulesplatform_waiting"]);
        sent.Add(1);
        samples = await Collect(ledger);
        Assert.AreEqual(6, samples["rulesplatform_sent_total"]);
    }

    [TestMethod]
    public async Task Histograms_are_cumulative_buckets_with_inclusive_ends()
    {
        using var meter = new Meter("SelfTests.Histograms");
        using var ledger = new MeterLedger("SelfTests.Histograms");
        Histogram<double> took = meter.CreateHistogram("stage.duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        Histogram<double> plain = meter.CreateHistogram<double>("other.duration", "s");
        foreach (double seconds in new[] { 0.05, 0.1, 0.5, 7 })
        {
            took.Record(seconds);
        }
        plain.Record(0.3);
        CollectedSamples samples = await Collect(ledger);
        Assert.AreEqual(2, samples["rulesplatform_stage_duration_seconds_bucket{le=\"0.1\"}"]);
        Assert.AreEqual(3, samples["rulesplatform_stage_duration_seconds_bucket{le=\"1\"}"]);
        Assert.AreEqual(4, samples["rulesplatform_stage_duration_seconds_bucket{le=\"+Inf\"}"]);
        Assert.AreEqual(4, samples["rulesplatform_stage_duration_seconds_count"]);
        Assert.AreEqual(7.65, samples["rulesplatform_stage_duration_seconds_sum"], 1e-12);
        Assert.AreEqual(0, samples["rulesplatform_other_duration_seconds_bucket{le=\"0.25\"}"]);
        Assert.AreEqual(1, samples["rulesplatform_other_duration_seconds_bucket{le=\"0.5\"}"]);
    }

    [TestMethod]
    public async Task What_is_observed_is_the_newest_and_ends_when_it_is_told_no_more()
    {
        using var meter = new Meter("SelfTests.Observed");
        using var ledger = new MeterLedger("SelfTests.Observed");
        Measurement<double>[] told = [new(1.5, new KeyValuePair<string, object?>("group", "a")), new(2.5, new KeyValuePair<string, object?>("group", "b"))];
        meter.CreateObservableGauge("age", () => told, "s");
        meter.CreateObservableCounter("reads", () => 40L, "By");
        CollectedSamples samples = await Collect(ledger);
        Assert.AreEqual(1.5, samples["rulesplatform_age_seconds{group=\"a\"}"]);
        Assert.AreEqual(40, samples["rulesplatform_reads_bytes_total"]);
        told = [new(9, new KeyValuePair<string, object?>("group", "b"))];
        samples = await Collect(ledger);
        Assert.AreEqual(9, samples["rulesplatform_age_seconds{group=\"b\"}"]);
        Assert.AreEqual(40, samples["rulesplatform_reads_bytes_total"], "An observed counter is told whole each time.");
        Assert.IsFalse(samples.Has("rulesplatform_age_seconds{group=\"a\"}"));
    }

    [TestMethod]
    public async Task Only_our_own_meters_are_heard_and_one_name_is_one_metric()
    {
        using var foreign = new Meter("Elsewhere");
        using var one = new Meter("SelfTests.Shared.One");
        using var two = new Meter("SelfTests.Shared.Two");
        using var ledger = new MeterLedger("SelfTests.Shared");
        foreign.CreateCounter<int>("foreign").Add(1);
        one.CreateCounter<int>("shared").Add(1);
        two.CreateCounter<int>("shared").Add(2);
        CollectedSamples samples = await Collect(ledger);
        Assert.AreEqual(3, samples["rulesplatform_shared_total"]);
        Assert.IsFalse(samples.Values.Keys.Any(series => series.Contains("foreign", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Too_many_labels_are_added_up_in_one_place()
    {
        using var meter = new Meter("SelfTests.Many");
        using var ledger = new MeterLedger("SelfTests.Many");
        Counter<int> many = meter.CreateCounter<int>("many");
        for (int i = 0; i < 2100; i++)
        {
            many.Add(1, new KeyValuePair<string, object?>("id", i));
        }
        CollectedSamples samples = await Collect(ledger);
        Assert.AreEqual(100, samples["rulesplatform_many_total{overflow=\"true\"}"]);
        Assert.AreEqual(2001, samples.Named("rulesplatform_many_total").Count());
    }

    [TestMethod]
    public async Task An_instrument_that_throws_is_a_fault_with_its_reason()
    {
        using var meter = new Meter("SelfTests.Throwing");
        using var ledger = new MeterLedger("SelfTests.Throwing");
        meter.CreateObservableGauge("broken", int () => throw new InvalidOperationException("no such queue"));
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(() => Collect(ledger));
        StringAssert.Contains(fault.Message, "no such queue");
    }

    [TestMethod]
    public async Task Tells_of_its_process_and_its_runtime()
    {
        using var ledger = new MeterLedger();
        GC.Collect();
        CollectedSamples samples = await Collect(ledger);
        Assert.IsTrue(samples["process_cpu_seconds_total{mode=\"user\"}"] > 0);
        Assert.IsTrue(samples["process_resident_memory_bytes"] > 1e6);
        Assert.IsTrue(samples["process_threads"] > 1);
        Assert.IsTrue(samples["process_start_time_seconds"] > 1.5e9);
        Assert.IsTrue(samples["dotnet_gc_collections_total{gc_heap_generation=\"gen2\"}"] >= 1);
        Assert.IsTrue(samples.Has("dotnet_gc_pause_time_seconds_total"));
        Assert.IsTrue(samples.Has("dotnet_thread_pool_queue_length"));
        Assert.IsTrue(samples.Has("dotnet_gc_last_collection_heap_size_bytes"));
    }

    [TestMethod]
    public void Recording_a_known_set_of_tags_allocates_nothing()
    {
        using var meter = new Meter("SelfTests.Allocation");
        using var ledger = new MeterLedger("SelfTests.Allocation");
        Histogram<double> took = meter.CreateHistogram<double>("quick.duration", "s");
        var tag = new KeyValuePair<string, object?>("stage", "analysis");
        took.Record(0.1, tag);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            took.Record(0.1, tag);
        }
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    [DataRow("rulesplatform.cycle.duration", "s", false, "rulesplatform_cycle_duration_seconds")]
    [DataRow("cycle.duration.seconds", "s", false, "rulesplatform_cycle_duration_seconds")]
    [DataRow("Stored-Samples", "{sample}", true, "rulesplatform_stored_samples_total")]
    [DataRow("journal.size", "By", false, "rulesplatform_journal_size_bytes")]
    [DataRow("ratio", "1", false, "rulesplatform_ratio")]
    [DataRow("speed", "By/s", false, "rulesplatform_speed_By_per_s")]
    public void Names_follow_the_field(string instrument, string unit, bool isCounter, string expected) =>
        Assert.AreEqual(expected, MetricNames.Of(instrument, unit, isCounter, isRuntime: false));

    private static async Task<CollectedSamples> Collect(MeterLedger ledger)
    {
        using var source = new SelfSource(ledger);
        return await CollectedSamples.From(source);
    }
}
