using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RulesPlatform.Host.Sources.Machine;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Tests.Sources.Machine;

/// <summary>The machine that the tests run on, whichever it is.</summary>
[TestClass]
public sealed class LiveMachineTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Tells_plausible_figures_of_this_machine()
    {
        string self = Process.GetCurrentProcess().ProcessName;
        using HostSource source = HostSource.OfThisMachine(new HostSourceSettings([self], [], []), NullLogger<HostSource>.Instance);
        CollectedSamples samples = await CollectedSamples.From(source);

        double total = samples["host_memory_total_bytes"];
        Assert.IsTrue(total is > 64e6 and < 1e15, $"{total} bytes of memory");
        Assert.IsTrue(samples["host_memory_available_bytes"] < total);
        Assert.AreEqual(samples["host_cpu_cores"], samples.Named("host_cpu_seconds_total").Count(name => name.Contains("idle", StringComparison.Ordinal)));
        double uptime = samples["host_uptime_seconds"];
        double cpu = samples.Named("host_cpu_seconds_total").Sum(name => samples[name]) / samples["host_cpu_cores"];
        Assert.AreEqual(uptime, cpu, 0.2 * uptime + 5, "Each CPU was in one mode or another since the start.");
        Assert.IsTrue(samples["host_filesystem_size_bytes" + LabelsOf(samples, "mountpoint=\"/\"")] > 1e6);
        Assert.IsTrue(samples["host_process_count{process=\"" + self + "\"}"] >= 1);
        Assert.IsTrue(samples["host_process_resident_bytes{process=\"" + self + "\"}"] > 1e6);
        Assert.IsTrue(samples["host_process_open_files{process=\"" + self + "\"}"] > 3);
        Assert.IsTrue(samples["host_network_receive_bytes_total{device=\"lo\"}"] >= 0);
        Assert.IsFalse(samples.Values.Any(pair => pair.Key.StartsWith("host_section_success", StringComparison.Ordinal) && pair.Value == 0));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task The_start_of_a_process_is_known_to_the_second()
    {
        using var self = Process.GetCurrentProcess();
        using HostSource source = HostSource.OfThisMachine(new HostSourceSettings([self.ProcessName], [], []), NullLogger<HostSource>.Instance);
        CollectedSamples samples = await CollectedSamples.From(source);
        double started = new DateTimeOffset(self.StartTime).ToUnixTimeMilliseconds() / 1000.0;
        Assert.IsTrue(samples[$"host_process_start_time_seconds{{process=\"{self.ProcessName}\"}}"] <= started + 2, "The oldest of the name is at least as old as this one.");
    }

    [TestMethod]
    public async Task What_the_framework_gives_agrees_with_the_kernel()
    {
        using var self = Process.GetCurrentProcess();
        GC.Collect();
        using HostSource source = HostSource.OfFramework(new HostSourceSettings([self.ProcessName], [], []), NullLogger<HostSource>.Instance);
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.IsTrue(samples["host_memory_total_bytes"] > samples["host_memory_available_bytes"]);
        Assert.IsTrue(samples["host_memory_available_bytes"] > 0);
        Assert.IsTrue(samples.Named("host_filesystem_size_bytes").Any(name => samples[name] > 1e6));
        Assert.IsTrue(samples.Named("host_network_up").Any());
        Assert.IsTrue(samples[$"host_process_count{{process=\"{self.ProcessName}\"}}"] >= 1);
        Assert.IsTrue(samples[$"host_process_cpu_seconds_total{{process=\"{self.ProcessName}\"}}"] > 0);
    }

    [TestMethod]
    [DataRow("", 4096, DisplayName = "without processes")]
    [DataRow("dotnet,init", 32768, DisplayName = "with the processes of two names")]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_scrape_of_this_machine_is_cheap(string processes, int mostBytes)
    {
        string[] names = processes.Split(',', StringSplitOptions.RemoveEmptyEntries);
        using HostSource source = HostSource.OfThisMachine(new HostSourceSettings(names, [], []), NullLogger<HostSource>.Instance);
        var samples = new CollectedSamples();
        long leastBytes = long.MaxValue;
        TimeSpan leastTime = TimeSpan.MaxValue;
        for (int slot = 0; slot < 20; slot++)
        {
            samples.Writer.Clear();
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            await source.Collect(samples.Writer, new Pipeline.Metrics.Slot(slot), CancellationToken.None);
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            leastBytes = Math.Min(leastBytes, GC.GetAllocatedBytesForCurrentThread() - bytes);
            leastTime = took < leastTime ? took : leastTime;
        }
        TestContext.WriteLine($"{samples.Writer.Count} samples in {leastTime.TotalMilliseconds:0.000} ms at best, {leastBytes} bytes allocated");
        Assert.IsTrue(leastBytes < mostBytes, $"{leastBytes} bytes");
        Assert.IsTrue(leastTime < TimeSpan.FromMilliseconds(50), $"{leastTime.TotalMilliseconds} ms");
    }

    private static string LabelsOf(CollectedSamples samples, string label)
    {
        string found = samples.Named("host_filesystem_size_bytes").First(name => name.Contains(label, StringComparison.Ordinal));
        return found[found.IndexOf('{', StringComparison.Ordinal)..];
    }
}
