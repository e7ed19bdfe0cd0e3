using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Tests.Analysis;

[TestClass]
public sealed class PerformanceAnalyzerTests
{
    private readonly SeriesTable _table = new();
    private PerformanceAnalyzer _analyzer = null!;

    [TestInitialize]
    public void Begin() => _analyzer = new PerformanceAnalyzer(_table, (_, _, _) => []);

    [TestMethod]
    public void A_ratio_of_rates_is_joined_on_its_labels()
    {
        Use(Worlds.Signal(
            "ratio",
            operands => operands[0] / operands[1],
            Worlds.Input("errors", Fold.Rate, 60, "service"),
            Worlds.Input("requests", Fold.Rate, 60, "service")));
        SignalFrame frame = null!;
        for (int slot = 10; slot <= 60; slot += 10)
        {
            frame = Run(slot, ("errors{code=500,service=a}", slot), ("errors{code=503,service=a}", slot), ("requests{service=a}", slot * 10), ("requests{service=b}", slot * 10));
        }
        Assert.AreEqual(2, frame.Count);
        Assert.AreEqual("{service=\"a\"}", frame.Labels[0].ToString());
        Assert.AreEqual(0.2, frame.Value[0], 1e-12);
        Assert.AreEqual(UnknownReason.NoData, frame.Reason[1], "b has no errors and the input says nothing of absence");
    }

    [TestMethod]
    public void Absence_that_is_declared_is_a_value()
    {
        InputDefinition errors = Worlds.Input("errors", Fold.Last, 0, "service") with { Absent = 0 };
        Use(Worlds.Signal("sum", operands => operands[0] + operands[1], errors, Worlds.Input("requests", Fold.Last, 0, "service")));
        SignalFrame frame = Run(10, ("requests{service=b}", 7));
        Assert.AreEqual(7, frame.Value[0]);
    }

    [TestMethod]
    public void A_narrower_input_is_joined_on_what_it_has()
    {
        Use(Worlds.Signal("share", operands => operands[0] / operands[1], Worlds.Input("used", Fold.Last, 0, "disk", "host"), Worlds.Input("size", Fold.Last, 0, "host")));
        SignalFrame frame = Run(10, ("used{disk=x,host=h}", 5), ("used{disk=y,host=h}", 10), ("size{host=h}", 20));
        CollectionAssert.AreEqual(new[] { 0.25, 0.5 }, frame.Value[..2]);
    }

    [TestMethod]
    public void A_series_that_is_not_seen_is_delayed_then_stale()
    {
        Use(Worlds.Signal("plain", operands => operands[0], Worlds.Input("m", Fold.Last, 0, null)));
        Run(10, ("m", 1));
        Assert.AreEqual((Tier.Realtime, UnknownReason.None), State(Run(20, ("m", 1))));
        Assert.AreEqual((Tier.Delayed, UnknownReason.None), State(Run(30)));
        Assert.AreEqual((Tier.Delayed, UnknownReason.None), State(Run(40)));
        Assert.AreEqual(UnknownReason.Stale, State(Run(50)).Reason);
        Assert.AreEqual((Tier.Realtime, UnknownReason.None), State(Run(60, ("m", 1))));
    }

    [TestMethod]
    public void A_series_that_ended_is_stale_at_once()
    {
        Use(Worlds.Signal("plain", operands => operands[0], Worlds.Input("m", Fold.Last, 0, null)));
        Run(10, ("m", 1));
        Assert.AreEqual(UnknownReason.Stale, State(Run(20, ("m", Staleness.Marker))).Reason);
    }

    [TestMethod]
    public void A_slow_job_is_fresh_for_its_own_cadence()
    {
        Use(Worlds.Signal("plain", operands => operands[0], Worlds.Input("m", Fold.Last, 0, null)));
        Run(60, ("m", 1));
        Run(120, ("m", 1));
        Assert.AreEqual((Tier.Realtime, UnknownReason.None), State(Run(170)));
        Assert.AreEqual((Tier.Delayed, UnknownReason.None), State(Run(190)));
        Assert.AreEqual((Tier.Delayed, UnknownReason.None), State(Run(270)));
        Assert.AreEqual(UnknownReason.Stale, State(Run(280)).Reason);
    }

    [TestMethod]
    [DataRow(double.NaN, 1, UnknownReason.NotANumber, DisplayName = "NaN in the data is Unknown")]
    [DataRow(1, 0, UnknownReason.NonFinite, DisplayName = "infinity out of finite inputs is a fault")]
    public void What_is_not_a_number_says_whose_fault_it_is(double left, double right, UnknownReason reason)
    {
        Use(Worlds.Signal("division", operands => operands[0] / operands[1], Worlds.Input("l", Fold.Last, 0, []), Worlds.Input("r", Fold.Last, 0, [])));
        Assert.AreEqual(reason, State(Run(10, ("l", left), ("r", right))).Reason);
    }

    [TestMethod]
    public void A_formula_that_throws_faults_its_row_alone()
    {
        Use(Worlds.Signal("picky", operands => operands[0] > 1 ? throw new ArithmeticException("too much") : operands[0], Worlds.Input("m", Fold.Last, 0, null)));
        SignalFrame frame = Run(10, ("m{a=1}", 1), ("m{a=2}", 2));
        Assert.AreEqual(UnknownReason.None, frame.Reason[0]);
        Assert.AreEqual("too much", frame.FaultOf(1));
    }

    [TestMethod]
    public void A_window_that_is_not_half_covered_is_unknown()
    {
        Use(Worlds.Signal("avg", operands => operands[0], Worlds.Input("m", Fold.Avg, 60, null)));
        Assert.AreEqual(UnknownReason.Coverage, State(Run(10, ("m", 1))).Reason);
        Assert.AreEqual(UnknownReason.Coverage, State(Run(20, ("m", 2))).Reason);
        SignalFrame frame = Run(30, ("m", 3));
        Assert.AreEqual(2, frame.Value[0]);
        Assert.AreEqual(0.5, frame.Coverage[0], 1e-12);
    }

    [TestMethod]
    public void A_histogram_gives_its_quantile()
    {
        InputDefinition buckets = Worlds.Input("latency_bucket", Fold.Last, 0, "service") with { Combine = new Combine(CombineKind.HistogramQuantile, 0.5) };
        Use(Worlds.Signal("median", operands => operands[0], buckets));
        SignalFrame frame = Run(10, ("latency_bucket{le=0.1,service=a}", 10), ("latency_bucket{le=+Inf,service=a}", 40), ("latency_bucket{le=1,service=a}", 30));
        Assert.AreEqual(0.1 + (0.9 * 0.5), frame.Value[0], 1e-12);
    }

    [TestMethod]
    public void A_signal_reads_another_of_its_group_and_of_another_group()
    {
        InputDefinition upstream = Worlds.Input("unused", Fold.Last, 0, []) with { Metric = null, Signal = "base", Combine = new Combine(CombineKind.Max) };
        SignalDefinition doubled = Worlds.Signal("doubled", operands => operands[0] * 2, upstream);
        SignalDefinition plain = Worlds.Signal("base", operands => operands[0], Worlds.Input("m", Fold.Last, 0, null));
        SignalDefinition far = doubled with { Name = "far" };
        _analyzer.Use([Worlds.Group("g", plain, doubled), Worlds.Group("h", far)]);
        _analyzer.Accept(Worlds.Batch(_table, 10, ("m{a=1}", 3), ("m{a=2}", 4)));
        GroupSignals near = _analyzer.Analyze("g", new Slot(10_000));
        Assert.AreEqual(8, near.Frames[1].Value[0]);
        Assert.AreEqual(8, _analyzer.Analyze("h", new Slot(10_000)).Frames[0].Value[0]);
        _analyzer.Accept(Worlds.Batch(_table, 20, ("m{a=1}", double.NaN), ("m{a=2}", 4)));
        _analyzer.Analyze("g", new Slot(20_000));
        Assert.AreEqual(UnknownReason.UpstreamUnknown, _analyzer.Analyze("h", new Slot(20_000)).Frames[0].Reason[0]);
    }

    [TestMethod]
    public void Samples_of_a_later_slot_wait_for_their_turn()
    {
        Use(Worlds.Signal("sum", operands => operands[0], Worlds.Input("m", Fold.Sum, 30, null) with { MinCoverage = 0 }));
        Run(10, ("m", 1));
        _analyzer.Accept(Worlds.Batch(_table, 20, ("m", 10)));
        _analyzer.Accept(Worlds.Batch(_table, 30, ("m", 100)));
        _analyzer.Accept(Worlds.Batch(_table, 40, ("m", 1000)));
        Assert.AreEqual(11, _analyzer.Analyze("g", new Slot(20_000)).Frames[0].Value[0]);
        Assert.AreEqual(111, _analyzer.Analyze("g", new Slot(30_000)).Frames[0].Value[0]);
        Assert.AreEqual(1110, _analyzer.Analyze("g", new Slot(40_000)).Frames[0].Value[0]);
    }

    [TestMethod]
    [DataRow("rolling")]
    [DataRow("ewma")]
    [DataRow("seasonal")]
    public void A_baseline_forms_then_finds_what_is_unusual(string model)
    {
        var baseline = new BaselineDefinition(model, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), 1, TimeSpan.FromMinutes(10));
        Use(Worlds.Signal("plain", operands => operands[0], Worlds.Input("m", Fold.Last, 0, null)) with { Baseline = baseline });
        SignalFrame frame = Run(10, ("m", 50));
        Assert.IsTrue(double.IsNaN(frame.Score[0]));
        for (int i = 2; i <= 240; i++)
        {
            frame = Run(i * 10, ("m", 50 + (i * 7 % 5)));
        }
        Assert.AreEqual(1, frame.Readiness[0]);
        Assert.AreEqual(52, frame.Expected[0], 2.5);
        Assert.IsTrue(frame.Score[0] < 0.99, $"a usual value scored {frame.Score[0]}");
        frame = Run(2410, ("m", 90));
        Assert.IsTrue(frame.Score[0] > 0.999 && frame.Deviation[0] > 5, $"90 scored {frame.Score[0]}");
        double expected = frame.Expected[0];
        frame = Run(2420, false, ("m", 90));
        Assert.AreEqual(expected, frame.Expected[0], 3, "one unusual value moved the baseline far");
    }

    [TestMethod]
    public void A_firing_row_does_not_learn_until_it_is_time_to_relearn()
    {
        var baseline = new BaselineDefinition("rolling", TimeSpan.Zero, TimeSpan.FromMinutes(2), 0.5, TimeSpan.FromMinutes(5));
        Use(Worlds.Signal("plain", operands => operands[0], Worlds.Input("m", Fold.Last, 0, null)) with { Baseline = baseline });
        for (int slot = 10; slot <= 120; slot += 10)
        {
            Run(slot, ("m", 1));
        }
        SignalFrame frame = null!;
        for (int slot = 130; slot <= 180; slot += 10)
        {
            frame = Run(slot, true, ("m", 9));
        }
        Assert.AreEqual(1, frame.Expected[0], "it learned what fired");
        for (int slot = 190; slot <= 600; slot += 10)
        {
            frame = Run(slot, true, ("m", 9));
        }
        Assert.AreEqual(9, frame.Expected[0], "it never got used to the new level");
    }

    [TestMethod]
    public void An_edit_that_leaves_a_signal_alone_keeps_its_baseline_and_windows()
    {
        var baseline = new BaselineDefinition("ewma", TimeSpan.Zero, TimeSpan.FromMinutes(2), 1, TimeSpan.FromMinutes(2));
        SignalDefinition signal = Worlds.Signal("avg", operands => operands[0], Worlds.Input("m", Fold.Avg, 60, null)) with { Baseline = baseline };
        Use(signal);
        for (int slot = 10; slot <= 300; slot += 10)
        {
            Run(slot, ("m", slot));
        }
        Use(signal with { Summary = "said better", ContentHash = "other" });
        SignalFrame frame = Run(310, ("m", 310));
        Assert.AreEqual(1, frame.Readiness[0]);
        Assert.AreEqual(285, frame.Value[0], 1e-9);
    }

    [TestMethod]
    public void A_new_window_is_filled_from_history()
    {
        var past = new List<Sample>();
        _analyzer = new PerformanceAnalyzer(_table, (_, after, through) => [.. past.Where(sample => sample.UnixMs > after && sample.UnixMs <= through)]);
        Use(Worlds.Signal("avg", operands => operands[0], Worlds.Input("m", Fold.Avg, 60, null)));
        for (int slot = 10; slot <= 300; slot += 10)
        {
            Run(slot, ("m", slot));
            past.Add(new Sample(slot * 1000, slot));
        }
        Use(Worlds.Signal("avg", operands => operands[0], Worlds.Input("m", Fold.Avg, 120, null)));
        SignalFrame frame = Run(310, ("m", 310));
        Assert.AreEqual(UnknownReason.None, frame.Reason[0]);
        Assert.AreEqual(255, frame.Value[0], 1e-9);
    }

    [TestMethod]
    public void What_was_saved_goes_on_with_the_same_bits()
    {
        var baseline = new BaselineDefinition("seasonal", TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(20), 1, TimeSpan.FromMinutes(2));
        SignalDefinition signal = Worlds.Signal("dev", operands => operands[0] + operands[1], Worlds.Input("m", Fold.Stddev, 60, "a"), Worlds.Input("m", Fold.Percentile, 50, "a") with { Name = "p", Percentile = 0.9 }) with { Baseline = baseline };
        Use(signal);
        var twin = new PerformanceAnalyzer(_table, (_, _, _) => []);
        twin.Use([Worlds.Group("g", signal)]);
        var random = new Bogus.Randomizer(5);
        for (int slot = 10; slot <= 2000; slot += 10)
        {
            using var writer = new StateWriter();
            twin.Save(writer);
            using var reader = new StateReader(writer.ToMemory());
            twin = new PerformanceAnalyzer(_table, (_, _, _) => []);
            twin.Use([Worlds.Group("g", signal)]);
            twin.Load(reader);
            (string, double)[] samples = [.. new[] { "m{a=1,b=1}", "m{a=1,b=2}", "m{a=2,b=1}" }.Where(_ => random.Bool(0.9f)).Select(name => (name, random.Double(0, 100)))];
            SampleBatch batch = Worlds.Batch(_table, slot, samples);
            _analyzer.Accept(batch);
            twin.Accept(batch);
            SignalFrame left = _analyzer.Analyze("g", new Slot(slot * 1000L)).Frames[0];
            SignalFrame right = twin.Analyze("g", new Slot(slot * 1000L)).Frames[0];
            CollectionAssert.AreEqual(left.Value[..left.Count], right.Value[..right.Count], $"slot {slot}");
            CollectionAssert.AreEqual(left.Score[..left.Count], right.Score[..right.Count], $"slot {slot}");
            _analyzer.Learn("g", new Slot(slot * 1000L), (_, _) => null);
            twin.Learn("g", new Slot(slot * 1000L), (_, _) => null);
        }
    }

    private void Use(SignalDefinition signal) => _analyzer.Use([Worlds.Group("g", signal)]);

    private SignalFrame Run(int slotSeconds, params (string Series, double Value)[] samples) => Run(slotSeconds, false, samples);

    private SignalFrame Run(int slotSeconds, bool fires, params (string Series, double Value)[] samples)
    {
        if (samples.Length > 0)
        {
            _analyzer.Accept(Worlds.Batch(_table, slotSeconds, samples));
        }
        var slot = new Slot(slotSeconds * 1000L);
        SignalFrame frame = _analyzer.Analyze("g", slot).Frames[0];
        _analyzer.Learn("g", slot, (_, _) => fires ? new Slot(130_000) : null);
        return frame;
    }

    private static (Tier Tier, UnknownReason Reason) State(SignalFrame frame) => (frame.Tier[0], frame.Reason[0]);
}
