using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using RulesPlatform.Host.Telemetry;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Testing;

namespace RulesPlatform.Host.Tests.Telemetry;

[TestClass]
[DoNotParallelize]
public sealed class TraceTests
{
    private static readonly DateTimeOffset s_begin = DateTimeOffset.FromUnixTimeSeconds(1_795_514_400);

    [TestMethod]
    public void A_judgement_is_a_span_a_stage_below_the_current_one()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Traces.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        string parent;
        using (Activity turn = Traces.Source.StartActivity("test")!)
        {
            parent = turn.SpanId.ToHexString();
            Judge();
        }

        string[] ours = [.. spans.Where(span => span.ParentSpanId.ToHexString() == parent).Select(span => $"{span.OperationName} {span.GetTagItem("group")}".TrimEnd())];

        string[] host = ["analysis host", "thresholds host", "responses host", "store"];
        Assert.IsTrue(ours.Index().Any(at => ours.Skip(at.Index).Take(4).SequenceEqual(host)), string.Join(", ", ours));
    }

    [TestMethod]
    public void Nobody_listening_costs_no_allocation()
    {
        var trace = new CycleTrace();
        trace.Begin(CycleStage.Analysis, "host");
        trace.End();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            trace.Begin(CycleStage.Thresholds, "host");
            trace.End();
        }
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Judge([CallerFilePath] string here = "")
    {
        RuleSet rules = new RuleSetLoader().Load(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "rules")).RuleSet!;
        using var history = new MemoryHistory();
        var cycle = new MonitoringCycle(history, _ => rules, _ => { }) { Observer = new CycleTrace() };
        cycle.Swap(rules, s_begin.AddSeconds(-1));
        int up = history.Series.Intern(new SeriesKey("up", LabelSet.Of(("job", "host"), ("instance", "a")))).Value;
        cycle.Collect([new SampleBatch("host", new Slot(s_begin.ToUnixTimeMilliseconds()), [up], [1], [], [])]);
        cycle.Advance(s_begin.AddSeconds(14));
    }
}
