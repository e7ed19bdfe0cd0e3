using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Tests.World;

/// <summary>
/// Seeded batches with everything that happens to collectors: targets that fail, series that come, end and come back, own timestamps,
/// late and repeated slots, odd doubles, pushed batches without targets, columns that no target answered for.
/// </summary>
internal sealed class BatchWorld(int seed)
{
    private readonly Random _random = new(seed);

    public SampleBatch Next(SeriesTable table, int step)
    {
        string[] targets = _random.Next(12) == 0 ? [] : ["a:1", "b:2", "c:3"];
        var slot = new Slot(Batches.Start + (step - (_random.Next(10) == 0 ? 3 : 0)) * 15_000L);
        var series = new List<int>();
        var values = new List<double>();
        var reports = new List<TargetReport>();
        foreach (string target in targets)
        {
            int first = series.Count;
            bool fails = _random.Next(8) == 0;
            AddTarget(table, target, fails, step, series, values);
            reports.Add(new TargetReport(
                target, first, series.Count - first, slot.Instant.AddTicks(_random.Next(1, 50_000_000)), TimeSpan.FromTicks(_random.Next(1, 9_000_000)),
                fails ? $"connection refused by {target}" : null));
        }
        if (targets.Length == 0 || _random.Next(9) == 0)
        {
            AddTarget(table, "pushed", false, step, series, values);
        }
        long[] times = _random.Next(5) == 0 ? [.. series.Select(_ => slot.UnixMs + _random.Next(-3, 4))] : [];
        return new SampleBatch("node", slot, [.. series], [.. values], times, reports, isLate: _random.Next(10) == 0);
    }

    private void AddTarget(SeriesTable table, string target, bool fails, int step, List<int> series, List<double> values)
    {
        SeriesId[] ids = Batches.Intern(table, target, 12);
        for (int i = 0; !fails && i < ids.Length; i++)
        {
            if (i > 8 && _random.Next(4) == 0)
            {
                continue;
            }
            series.Add(ids[i].Value);
            values.Add(ValueOf(i, step));
        }
        series.Add(table.Intern(new SeriesKey("up", LabelSet.Of(("instance", target)))).Value);
        values.Add(fails ? 0 : 1);
    }

    private double ValueOf(int index, int step) => index switch
    {
        0 => 42,
        1 => step * 17 + _random.Next(5),
        2 => Math.Round(_random.NextDouble() * 1000) / 100,
        3 => _random.NextDouble(),
        4 => _random.Next(6) == 0 ? double.NaN : -0.0,
        9 => Staleness.Marker,
        _ => BitConverter.Int64BitsToDouble(_random.NextInt64()),
    };
}
