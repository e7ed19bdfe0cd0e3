using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace RulesPlatform.Bench;

/// <summary>
/// The published server against targets that serve text: what a sample costs from scrape to disk, what it holds in memory, whether it keeps
/// up. CPU and memory are the operating system's own figures of the server's process, after a warm-up.
/// </summary>
internal static class LoadBench
{
    public static async Task<int> Run(FileInfo server, string address, int endpoints, string interval, int warm, int seconds)
    {
        using var folder = new TemporaryFolder();
        WriteRules(folder, address, endpoints, interval);
        string url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(server.FullName) { WorkingDirectory = folder.Path, RedirectStandardOutput = true };
        start.Environment["RULESPLATFORM_URLS"] = url;
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };
            await Task.Delay(TimeSpan.FromSeconds(warm));
            (ProcessFigures before, double samplesBefore) = (ProcessFigures.Of(process), await Samples(http));
            var clock = Stopwatch.StartNew();
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            (ProcessFigures after, double samplesAfter) = (ProcessFigures.Of(process), await Samples(http));
            double elapsed = clock.Elapsed.TotalSeconds;
            double samples = samplesAfter - samplesBefore;
            TimeSpan cpu = after.Cpu - before.Cpu;
            JsonElement status = await http.GetFromJsonAsync<JsonElement>("/api/v1/status");
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
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static void WriteRules(TemporaryFolder folder, string address, int endpoints, string interval)
    {
        BenchRules.Write(folder, "15s", "\"v\": { \"metric\": \"up\" }", "v", "signal.Value > threshold.high", "\"high\": 2");
        File.Delete(Path.Combine(folder.Path, "collection", "bench.json"));
        string targets = string.Join(", ", Enumerable.Range(0, endpoints).Select(i => $$"""{ "address": "{{address}}/{{i}}", "labels": { "endpoint": "{{i}}" } }"""));
        folder.Write("collection/load.json", BenchRules.Header("collection", "load")
            + $$""" "jobs": [ { "name": "load", "source": "prometheus", "interval": "{{interval}}", "timeout": "{{interval}}", "targets": [ {{targets}} ] } ] }""");
        foreach (string file in Directory.GetFiles(folder.Path, "*.json", SearchOption.AllDirectories))
        {
            string to = Path.Combine(folder.Path, "rules", Path.GetRelativePath(folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(file, to);
        }
    }

    /// <summary>Samples stored since the server began.</summary>
    private static async Task<double> Samples(HttpClient http)
    {
        string metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return metrics.Split('\n')
            .Where(line => line.StartsWith("rulesplatform_collection_samples_stored", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
