using System.Diagnostics;
using RulesPlatform.History;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Replay;

namespace RulesPlatform.Bench;

/// <summary>What it costs to play recorded history to a base and a head rule set: the store is written by the real cycle, sealed, and read again.</summary>
internal static class ReplayBench
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);

    public static int Run(int signals, int days)
    {
        using var folder = new TemporaryFolder();
        using var data = new TemporaryFolder();
        RuleSet before = Rules(folder, 95);
        RuleSet after = Rules(folder, 90);
        int slots = days * 1440;
        var clock = Stopwatch.StartNew();
        Record(data.Path, before, signals, slots);
        Console.WriteLine($"{signals:N0} series at 1 min for {days} days recorded in {clock.Elapsed.TotalSeconds:N1} s");
        using var history = HistoryReader.Open(data.Path);
        var table = new SeriesTable();
        foreach (var series in history.Series.Find(null, null, int.MaxValue))
        {
            table.Restore(series.Id, series.Key);
        }
        var recording = new Recording(table, _ => history.Inputs(new Slot(0)));
        clock.Restart();
        long read = history.Inputs(new Slot(0)).OfType<BatchEntry>().Sum(entry => (long)entry.Batch.Count);
        Console.WriteLine($"reading alone: {read:N0} samples in {clock.Elapsed.TotalSeconds:N1} s");
        Measure("one rule set", () => WhatIf.Run(before, recording, ReplayRange.Everything).Decisions, (double)signals * slots);
        Measure("base and head", () => Impact.Compare(before, after, recording, DateTimeOffset.UnixEpoch).Differences.Count(), 2.0 * signals * slots);
        return 0;
    }

    private static void Measure(string what, Func<long> run, double evaluations)
    {
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        long outcome = run();
        Console.WriteLine($"{what,-14} {clock.Elapsed.TotalSeconds,6:N1} s, {evaluations / clock.Elapsed.TotalSeconds / 1e6,6:N2} M series-evaluations a second, CPU {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds,6:N1} s, outcome {outcome:N0}");
    }

    private static RuleSet Rules(TemporaryFolder folder, double high)
    {
        BenchRules.Write(folder, "1m", "\"v\": { \"metric\": \"value\" }, \"m\": { \"metric\": \"value\", \"over\": \"15m\", \"fold\": \"avg\" }", "(v + m) / 2", "signal.Value > threshold.high", $"\"high\": {high}");
        LoadResult loaded = new RuleSetLoader().Load(folder.Path);
        return loaded.RuleSet ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
    }

    private static void Record(string data, RuleSet rules, int signals, int slots)
    {
        using SqliteHistory history = SqliteHistory.Open(data, new HistoryOptions { KeepSamples = TimeSpan.FromDays(3650) });
        var cycle = new MonitoringCycle(history, _ => rules, _ => { });
        cycle.Swap(rules, Begin.AddSeconds(-1));
        int[] ids = [.. Enumerable.Range(0, signals).Select(i => history.Series.Intern(new SeriesKey("value", LabelSet.Of(("instance", $"i{i}")))).Value)];
        var random = new Random(1);
        double[] values = [.. ids.Select(_ => (double)random.Next(0, 9_000) / 100)];
        for (int i = 0; i < slots; i++)
        {
            DateTimeOffset slot = Begin.AddMinutes(i);
            double[] column = [.. values];
            for (int s = i % 7; s < column.Length; s += 7)
            {
                values[s] = column[s] = Math.Clamp(Math.Round(column[s] + random.NextDouble() - 0.5, 2), 0, 97);
            }
            cycle.Collect([new SampleBatch("bench", new Slot(slot.ToUnixTimeMilliseconds()), ids, column, [], [])]);
            while (i % 120 == 0 && history.Work(TimeSpan.FromSeconds(1)))
            {
            }
        }
        history.SealEverything();
    }
}
