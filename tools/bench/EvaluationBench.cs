using System.Diagnostics;
using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Bench;

/// <summary>
/// What a rule costs, through the real cycle: journal with fsync, windows, formulas, baselines, rules, alert book, outbox. Everything but
/// the network. CPU time of the whole process over the number of series-evaluations.
/// </summary>
internal static class EvaluationBench
{
    private static readonly (string Name, string Inputs, string Formula, string Expression, string Levels, string Baseline)[] Cases =
    [
        ("store only (no rule reads it)", "\"v\": { \"metric\": \"other\" }", "v", "signal.Value > threshold.high", "\"high\": 1e9", ""),
        ("x > t", "\"v\": { \"metric\": \"value\" }", "v", "signal.Value > threshold.high", "\"high\": 1e9", ""),
        ("z-score over 1 min", Z("1m"), "if(s > 0, (v - m) / s, 0)", "signal.Value > threshold.high", "\"high\": 1e9", ""),
        ("z-score over 1 h", Z("1h"), "if(s > 0, (v - m) / s, 0)", "signal.Value > threshold.high", "\"high\": 1e9", ""),
        ("ewma baseline score", "\"v\": { \"metric\": \"value\" }", "v", "signal.Score > 2 && signal.Value > threshold.high", "\"high\": 1e9", ", \"baseline\": { \"model\": \"ewma\", \"history\": \"10m\" }"),
    ];

    public static int Run(int series, int slots)
    {
        Console.WriteLine($"{series:N0} series, one rule each, {slots} slots at 15 s, journal synced before every judgement");
        Console.WriteLine($"{"case",-32}{"CPU µs / series-evaluation",28}{"less storing",14}{"bytes allocated",17}{"ms a cycle",12}");
        double storing = 0;
        foreach ((string name, string inputs, string formula, string expression, string levels, string baseline) in Cases)
        {
            using var folder = new TemporaryFolder();
            BenchRules.Write(folder, "15s", inputs, formula, expression, levels, baseline);
            (double micros, double bytes, double cycle) = Measure(folder, series, slots);
            storing = storing == 0 ? micros : storing;
            Console.WriteLine($"{name,-32}{micros,28:F3}{micros - storing,14:F3}{bytes,17:F1}{cycle,12:F1}");
        }
        return 0;
    }

    private static string Z(string over) =>
        $$"""\"v\": { \"metric\": \"value\" }, \"m\": { \"metric\": \"value\", \"over\": \"{{over}}\", \"fold\": \"avg\", \"minCoverage\": 0 }, \"s\": { \"metric\": \"value\", \"over\": \"{{over}}\", \"fold\": \"stddev\", \"minCoverage\": 0 }""".Replace("\\", "", StringComparison.Ordinal);

    private static (double Micros, double Bytes, double CycleMs) Measure(TemporaryFolder rules, int series, int slots)
    {
        LoadResult loaded = new RuleSetLoader().Load(rules.Path);
        RuleSet set = loaded.RuleSet ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        using var data = new TemporaryFolder();
        using SqliteHistory history = SqliteHistory.Open(data.Path);
        var cycle = new MonitoringCycle(history, _ => set, _ => { });
        DateTimeOffset begin = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);
        cycle.Swap(set, begin.AddSeconds(-1));
        int[] ids = [.. Enumerable.Range(0, series).Select(i => history.Series.Intern(new SeriesKey("value", LabelSet.Of(("instance", $"i{i / 100}"), ("series", $"s{i % 100}")))).Value)];
        var random = new Random(1);
        double[] values = [.. ids.Select(_ => (double)random.Next(0, 10_000) / 100)];
        // Enough to fill the windows' code paths and to have everything compiled.
        int warm = Math.Max(20, slots / 2);
        Play(cycle, ids, values, random, begin, warm);
        history.SealEverything();
        GC.Collect();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        Play(cycle, ids, values, random, begin.AddSeconds(15 * warm), slots);
        double evaluations = (double)series * slots;
        return (
            (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / evaluations,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / evaluations,
            clock.Elapsed.TotalMilliseconds / slots);
    }

    private static void Play(MonitoringCycle cycle, int[] ids, double[] values, Random random, DateTimeOffset begin, int slots)
    {
        for (int i = 0; i < slots; i++)
        {
            DateTimeOffset slot = begin.AddSeconds(15 * i);
            double[] column = [.. values];
            for (int s = i % 7; s < column.Length; s += 7)
            {
                values[s] = column[s] = Math.Round(column[s] + random.NextDouble() - 0.5, 2);
            }
            cycle.Collect([new SampleBatch("bench", new Slot(slot.ToUnixTimeMilliseconds()), ids, column, [], [])]);
            cycle.Advance(slot.AddSeconds(10));
        }
    }
}
