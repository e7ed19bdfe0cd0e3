using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Probes;

[TestClass]
public sealed class ProbeSamplesTests
{
    [TestMethod]
    public void A_steady_slot_allocates_nothing()
    {
        var samples = new ProbeSamples(ProbePhase.Resolve, ProbePhase.Connect, ProbePhase.Answer);
        var phases = new ProbePhases(TimeProvider.System);
        SampleWriter writer = ProbedSamples.Writer();
        long allocated = long.MaxValue;
        for (int slot = 0; slot < 3; slot++)
        {
            writer.Clear();
            long before = GC.GetAllocatedBytesForCurrentThread();
            samples.Write(writer, ProbeFailure.Timeout, phases);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.AreEqual(0, allocated);
        Assert.AreEqual(1 + 9 + 3, writer.Count);
    }

    [TestMethod]
    public void What_the_filter_leaves_out_is_counted_and_a_new_writer_is_noticed()
    {
        var series = new ProbeSeries("probe_success");
        SampleWriter first = ProbedSamples.Writer();
        var filter = new MetricFilter([], [LabelMatcher.Parse("__name__", "probe_success")]);
        var second = new SampleWriter(new SeriesTable(), new CollectionGuards(), LabelSet.Empty, filter);
        series.Write(first, true);
        series.Write(second, true);
        Assert.AreEqual((1, 0), (first.Count, first.Dropped));
        Assert.AreEqual((0, 1), (second.Count, second.Dropped));
    }
}
