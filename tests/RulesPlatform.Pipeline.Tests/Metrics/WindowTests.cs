using System.Globalization;
using Bogus;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Metrics.Windows;

namespace RulesPlatform.Pipeline.Tests.Metrics;

[TestClass]
public sealed class WindowTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    [TestMethod]
    [DataRow(60, 0, DisplayName = "a minute, exact to the slot")]
    [DataRow(900, 0, DisplayName = "fifteen minutes, exact to the slot")]
    [DataRow(3600, 0, DisplayName = "an hour, in panes of a minute")]
    [DataRow(300, 600, DisplayName = "five minutes, ten minutes ago")]
    [DataRow(15, 0, DisplayName = "one slot")]
    public void A_window_holds_just_the_samples_of_its_span(int overSeconds, int offsetSeconds)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Randomizer(seed);
            var geometry = new WindowGeometry(Interval, TimeSpan.FromSeconds(overSeconds), TimeSpan.FromSeconds(offsetSeconds));
            var totals = new PaneColumn<Totals>(geometry);
            var growth = new PaneColumn<Growth>(geometry);
            var moments = new PaneColumn<Moments>(geometry);
            totals.AddRow();
            growth.AddRow();
            moments.AddRow();
            var all = new List<Sample>();
            long slot = 1_700_000_100_000 / 15_000 * 15_000;
            for (int i = 0; i < 600; i++)
            {
                // Now and then a gap, shorter or longer than the window.
                slot += 15_000L * (random.Bool(0.03f) ? random.Int(2, 400) : 1);
                totals.AdvanceTo(new Slot(slot));
                growth.AdvanceTo(new Slot(slot));
                moments.AdvanceTo(new Slot(slot));
                if (!random.Bool(0.1f))
                {
                    double value = random.Int(0, 50);
                    all.Add(new Sample(slot, value));
                    totals.Add(0, slot, value);
                    growth.Add(0, slot, value);
                    moments.Add(0, slot, value);
                }
                long openPane = geometry.PaneOf(slot) - geometry.DelayPanes;
                long end = offsetSeconds == 0 ? slot : slot - (offsetSeconds * 1000L);
                long start = (openPane - geometry.Panes + 1) * geometry.PaneMs;
                Assert.IsTrue(start >= end - (overSeconds * 1000L), "The window reaches further back than it says.");
                Assert.IsTrue(start - (end - (overSeconds * 1000L)) <= Math.Max(15_000, overSeconds * 1000L / 32), "The window is cut too short.");
                List<double> inside = [.. all.Where(sample => sample.UnixMs > start && sample.UnixMs <= end).Select(sample => sample.Value)];
                Assert.AreEqual(inside.Count, totals.Read(0).Count, $"seed {seed}, step {i}");
                Assert.AreEqual(inside.Sum(), totals.Read(0).Sum, $"seed {seed}, step {i}");
                double increase = inside.Zip(inside.Skip(1), (from, to) => to < from ? to : to - from).Sum();
                Assert.AreEqual(increase, growth.Read(0).Increase, $"seed {seed}, step {i}");
                if (inside.Count > 0)
                {
                    double mean = inside.Average();
                    Assert.AreEqual(Math.Sqrt(inside.Average(value => (value - mean) * (value - mean))), moments.Read(0).StandardDeviation, 1e-9, $"seed {seed}, step {i}");
                }
            }
        }
    }

    [TestMethod]
    [DataRow("00:05:00", "00:10:00", 15, 40, DisplayName = "a near offset is exact to the slot")]
    [DataRow("01:00:00", "1.00:00:00", 180, 480, DisplayName = "the same hour yesterday, to three minutes")]
    [DataRow("01:00:00", "7.00:00:00", 1200, 504, DisplayName = "the same hour last week, to twenty minutes")]
    [DataRow("7.00:00:00", "7.00:00:00", 9450, 64, DisplayName = "last week")]
    [DataRow("00:05:00", "7.00:00:00", 300, 2016, DisplayName = "a window that is shorter than 1/512 of its offset is one pane")]
    [DataRow("00:59:45", "1.00:00:00", 180, 480, DisplayName = "a span that no pane divides is cut short")]
    public void What_waits_out_an_offset_is_bounded(string over, string offset, int paneSeconds, int waiting)
    {
        var geometry = new WindowGeometry(Interval, TimeSpan.Parse(over, CultureInfo.InvariantCulture), TimeSpan.Parse(offset, CultureInfo.InvariantCulture));
        Assert.AreEqual((paneSeconds * 1000L, waiting), (geometry.PaneMs, geometry.DelayPanes));
        Assert.IsTrue(geometry.Panes <= 64 && geometry.Panes * geometry.PaneMs <= geometry.OverMs);
        Assert.AreEqual(2 + geometry.Panes + waiting + 1, new PaneColumn<Totals>(geometry).CellsARow);
    }

    [TestMethod]
    public void The_same_hour_yesterday_is_an_hour_long_and_ends_within_three_minutes_of_it()
    {
        var geometry = new WindowGeometry(Interval, TimeSpan.FromHours(1), TimeSpan.FromDays(1));
        var column = new PaneColumn<Extremes>(geometry);
        column.AddRow();
        long first = 1_700_006_400_000 / 3_600_000 * 3_600_000;
        for (int slot = 0; slot < 30 * 240; slot++)
        {
            var at = new Slot(first + (slot * 15_000L));
            column.AdvanceTo(at);
            column.Add(0, at.UnixMs, slot);
            if (slot < 26 * 240)
            {
                continue;
            }
            Extremes hour = column.Read(0);
            Assert.AreEqual((240, 239.0), (hour.Count, hour.Greatest - hour.Least), $"slot {slot}");
            Assert.IsTrue(hour.Greatest - (slot - (24 * 240)) is >= 0 and < 12, $"slot {slot}: ends {hour.Greatest - (slot - (24 * 240))} slots late");
        }
    }

    [TestMethod]
    public void A_window_gives_the_same_bits_wherever_it_began()
    {
        var geometry = new WindowGeometry(Interval, TimeSpan.FromHours(1), TimeSpan.Zero);
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Randomizer(seed);
            long first = 1_700_000_000_000 / 15_000 * 15_000;
            double[] values = [.. Enumerable.Range(0, 1500).Select(_ => random.Double(-1e6, 1e6))];
            int lateStart = random.Int(1, 900);
            var early = new PaneColumn<Moments>(geometry);
            var late = new PaneColumn<Moments>(geometry);
            early.AddRow();
            late.AddRow();
            for (int i = 0; i < values.Length; i++)
            {
                var slot = new Slot(first + (i * 15_000L));
                early.AdvanceTo(slot);
                early.Add(0, slot.UnixMs, values[i]);
                if (i < lateStart)
                {
                    continue;
                }
                late.AdvanceTo(slot);
                late.Add(0, slot.UnixMs, values[i]);
                if (i > lateStart + 250)
                {
                    Assert.AreEqual(early.Read(0).SquaredSum, late.Read(0).SquaredSum, $"seed {seed}, step {i}");
                    Assert.AreEqual(early.Read(0).Mean, late.Read(0).Mean, $"seed {seed}, step {i}");
                }
            }
        }
    }

    [TestMethod]
    public void A_saved_window_goes_on_as_if_nothing_had_happened()
    {
        var geometry = new WindowGeometry(Interval, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
        var random = new Randomizer(7);
        var straight = new PaneColumn<Trend>(geometry);
        straight.AddRow();
        PaneColumn<Trend> saved = straight;
        long slot = 1_700_000_100_000 / 15_000 * 15_000;
        for (int i = 0; i < 200; i++)
        {
            slot += 15_000;
            saved = Copy(saved, geometry);
            foreach (PaneColumn<Trend> column in new[] { straight, saved })
            {
                column.AdvanceTo(new Slot(slot));
                column.Add(0, slot, i * i);
            }
            Assert.AreEqual(straight.Read(0).Slope, saved.Read(0).Slope);
        }
        Assert.IsFalse(double.IsNaN(straight.Read(0).Slope), random.ToString());
    }

    [TestMethod]
    [DataRow(100, DisplayName = "exact below 1,024 points")]
    [DataRow(5000, DisplayName = "within one percent beyond")]
    public void A_percentile_is_right(int samplesASlot)
    {
        var geometry = new WindowGeometry(Interval, TimeSpan.FromMinutes(2), TimeSpan.Zero);
        var column = new PercentileColumn(geometry);
        column.AddRow();
        var random = new Randomizer(3);
        var slot = new Slot(1_700_000_100_000 / 15_000 * 15_000);
        var all = new List<double>();
        column.AdvanceTo(slot);
        for (int i = 0; i < samplesASlot; i++)
        {
            double value = Math.Exp(random.Double(-3, 8));
            all.Add(value);
            column.Add(0, slot.UnixMs, value);
        }
        all.Sort();
        foreach (double quantile in new[] { 0.01, 0.5, 0.9, 0.99 })
        {
            double exact = PercentileColumn.Interpolate([.. all], quantile);
            Assert.AreEqual(exact, column.Read(0, quantile), samplesASlot <= PercentileColumn.MostExact ? 0 : exact * 0.0101 + 0.01);
        }
        column.AdvanceTo(slot + TimeSpan.FromMinutes(3));
        Assert.IsTrue(double.IsNaN(column.Read(0, 0.5)), "What has left the window is still in it.");
    }

    [TestMethod]
    public void Reading_and_adding_allocate_nothing()
    {
        var column = new PaneColumn<Moments>(new WindowGeometry(Interval, TimeSpan.FromHours(1), TimeSpan.Zero));
        for (int i = 0; i < 100; i++)
        {
            column.AddRow();
        }
        long slot = 1_700_000_100_000 / 15_000 * 15_000;
        long before = 0;
        double sum = 0;
        for (int i = 0; i < 700; i++)
        {
            slot += 15_000;
            before = i == 350 ? GC.GetAllocatedBytesForCurrentThread() : before;
            column.AdvanceTo(new Slot(slot));
            for (int row = 0; row < 100; row++)
            {
                column.Add(row, slot, row);
                sum += column.Read(row).Mean;
            }
        }
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(700 * 99 * 50.0, sum, 1e-6);
    }

    private static PaneColumn<T> Copy<T>(PaneColumn<T> column, WindowGeometry geometry) where T : unmanaged, IPaneAggregate<T>
    {
        using var writer = new StateWriter();
        column.Save(writer);
        using var reader = new StateReader(writer.ToMemory());
        var copy = new PaneColumn<T>(geometry);
        copy.Load(reader);
        return copy;
    }
}
