using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RulesPlatform.Bench.Peers;

namespace RulesPlatform.Bench;

/// <summary>
/// The published server against targets that serve text: what a sample costs from scrape to disk, what it holds in memory, whether it keeps
/// up. CPU and memory are the operating system's own figures of the server's process, after a warm-up.
/// </summary>
internal static class LoadBench
{
    public static async Task<int> Run(FileInfo server, string address, int endpoints, string interval, int warm, int seconds)
    {
        string host = address.Replace("http://", "", StringComparison.Ordinal);
        using RunningContender running = await RunningContender.Start(new OwnServer(server), [.. Enumerable.Range(0, endpoints).Select(at => $"{host}/{at}")], interval);
        await Task.Delay(TimeSpan.FromSeconds(warm));
        (ProcessFigures before, double storedBefore) = (running.Figures, await running.Stored());
        var clock = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        (ProcessFigures after, double storedAfter) = (running.Figures, await running.Stored());
        double elapsed = clock.Elapsed.TotalSeconds;
        double samples = storedAfter - storedBefore;
        TimeSpan cpu = after.Cpu - before.Cpu;
        JsonElement status = await running.Ask("/api/v1/status");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {endpoints} endpoints every {interval}, {elapsed:F0} s after {warm} s of warm-up
            samples stored a second      {samples / elapsed:N0}
            CPU µs a sample              {cpu.TotalMicroseconds / samples:F3}   ({cpu / clock.Elapsed * 100:F0} % of a core)
            resident MiB                 {after.ResidentBytes / 1048576.0:F0}
            bytes to disk a sample       {(after.WrittenBytes - before.WrittenBytes) / samples:F2}
            missed slots                 {status.GetProperty("cycle").GetProperty("missedSlots").GetInt64()}
            collection rate              {status.GetProperty("kpis")[0].GetProperty("value").GetDouble():P2}
            """));
        return 0;
    }
}
