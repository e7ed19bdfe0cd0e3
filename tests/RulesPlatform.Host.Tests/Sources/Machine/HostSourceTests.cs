using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RulesPlatform.Host.Sources.Machine;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Tests.Sources.Machine;

[TestClass]
public sealed class HostSourceTests
{
    public required TestContext TestContext { get; set; }

    private static readonly MountCapacity Capacity = new(1000, 400, 300, 50, 20);
    private static readonly ConcurrentDictionary<string, Task<CollectedSamples>> OfRecorded = new();

    [TestMethod]
    [DataRow("linux-4.4", "host_cpu_seconds_total{cpu=\"0\",mode=\"user\"}", 6.0)]
    [DataRow("linux-4.4", "host_cpu_seconds_total{cpu=\"1\",mode=\"softirq\"}", 0.03)]
    [DataRow("linux-4.4", "host_cpu_cores", 2.0)]
    [DataRow("linux-4.4", "host_context_switches_total", 777777.0)]
    [DataRow("linux-4.4", "host_interrupts_total", 123456.0)]
    [DataRow("linux-4.4", "host_forks_total", 4242.0)]
    [DataRow("linux-4.4", "host_boot_time_seconds", 1500000000.0)]
    [DataRow("linux-4.4", "host_processes_running", 1.0)]
    [DataRow("linux-4.4", "host_processes_blocked", 2.0)]
    [DataRow("linux-4.4", "host_load1", 12.5)]
    [DataRow("linux-4.4", "host_load5", 3.25)]
    [DataRow("linux-4.4", "host_load15", 0.1)]
    [DataRow("linux-4.4", "host_threads", 678.0)]
    [DataRow("linux-4.4", "host_uptime_seconds", 350735.47)]
    [DataRow("linux-4.4", "host_memory_total_bytes", 2048000.0 * 1024)]
    [DataRow("linux-4.4", "host_memory_available_bytes", 1024000.0 * 1024)]
    [DataRow("linux-4.4", "host_memory_active_anon_bytes", 20480.0 * 1024)]
    [DataRow("linux-4.4", "host_memory_slab_reclaimable_bytes", 30720.0 * 1024)]
    [DataRow("linux-4.4", "host_memory_committed_bytes", 3000000.0 * 1024)]
    [DataRow("linux-4.4", "host_memory_swap_free_bytes", 1023000.0 * 1024)]
    [DataRow("linux-4.4", "host_memory_huge_pages_total", 8.0)]
    [DataRow("linux-4.4", "host_memory_hugepagesize_bytes", 2048.0 * 1024)]
    [DataRow("linux-4.4", "host_memory_direct_map4k_bytes", 63424.0 * 1024)]
    [DataRow("linux-4.4", "host_page_faults_total", 5000.0)]
    [DataRow("linux-4.4", "host_major_page_faults_total", 60.0)]
    [DataRow("linux-4.4", "host_paged_in_bytes_total", 100.0 * 1024)]
    [DataRow("linux-4.4", "host_paged_out_bytes_total", 200.0 * 1024)]
    [DataRow("linux-4.4", "host_disk_reads_total{device=\"sda\"}", 100.0)]
    [DataRow("linux-4.4", "host_disk_reads_merged_total{device=\"sda\"}", 10.0)]
    [DataRow("linux-4.4", "host_disk_read_bytes_total{device=\"sda\"}", 2048.0 * 512)]
    [DataRow("linux-4.4", "host_disk_read_seconds_total{device=\"sda\"}", 0.5)]
    [DataRow("linux-4.4", "host_disk_writes_total{device=\"sda\"}", 200.0)]
    [DataRow("linux-4.4", "host_disk_written_bytes_total{device=\"sda\"}", 4096.0 * 512)]
    [DataRow("linux-4.4", "host_disk_write_seconds_total{device=\"sda\"}", 0.6)]
    [DataRow("linux-4.4", "host_disk_requests_in_flight{device=\"sda\"}", 1.0)]
    [DataRow("linux-4.4", "host_disk_io_seconds_total{device=\"sda\"}", 0.7)]
    [DataRow("linux-4.4", "host_disk_io_weighted_seconds_total{device=\"sda\"}", 1.1)]
    [DataRow("linux-4.4", "host_network_receive_bytes_total{device=\"lo\"}", 12345678901.0, DisplayName = "a count that touches the colon")]
    [DataRow("linux-4.4", "host_network_receive_bytes_total{device=\"eth0\"}", 1000.0)]
    [DataRow("linux-4.4", "host_network_receive_packets_total{device=\"eth0\"}", 20.0)]
    [DataRow("linux-4.4", "host_network_receive_errors_total{device=\"eth0\"}", 3.0)]
    [DataRow("linux-4.4", "host_network_receive_drops_total{device=\"eth0\"}", 4.0)]
    [DataRow("linux-4.4", "host_network_receive_multicast_total{device=\"eth0\"}", 8.0)]
    [DataRow("linux-4.4", "host_network_transmit_bytes_total{device=\"eth0\"}", 9000.0)]
    [DataRow("linux-4.4", "host_network_transmit_packets_total{device=\"eth0\"}", 100.0)]
    [DataRow("linux-4.4", "host_network_transmit_errors_total{device=\"eth0\"}", 11.0)]
    [DataRow("linux-4.4", "host_network_transmit_drops_total{device=\"eth0\"}", 12.0)]
    [DataRow("linux-4.4", "host_network_collisions_total{device=\"eth0\"}", 14.0)]
    [DataRow("linux-4.4", "host_network_carrier_losses_total{device=\"eth0\"}", 15.0)]
    [DataRow("linux-4.4", "host_network_up{device=\"eth0\"}", 1.0)]
    [DataRow("linux-4.4", "host_network_speed_bytes{device=\"eth0\"}", 125e6)]
    [DataRow("linux-5.15-container", "host_cpu_seconds_total{cpu=\"3\",mode=\"steal\"}", 0.01, DisplayName = "CPUs 1 and 2 are offline")]
    [DataRow("linux-5.15-container", "host_cpu_guest_seconds_total{cpu=\"0\",mode=\"user\"}", 3.0)]
    [DataRow("linux-5.15-container", "host_cpu_guest_seconds_total{cpu=\"0\",mode=\"nice\"}", 0.4)]
    [DataRow("linux-5.15-container", "host_oom_kills_total", 3.0)]
    [DataRow("linux-5.15-container", "host_disk_discarded_bytes_total{device=\"nvme0n1\"}", 43.0 * 512)]
    [DataRow("linux-5.15-container", "host_disk_flushes_total{device=\"nvme0n1\"}", 51.0)]
    [DataRow("linux-5.15-container", "host_disk_flush_seconds_total{device=\"nvme0n1\"}", 0.052)]
    [DataRow("linux-5.15-container", "host_disk_reads_total{device=\"cciss/c0d0\"}", 5.0)]
    [DataRow("linux-5.15-container", "host_pressure_some_seconds_total{resource=\"cpu\"}", 1.5)]
    [DataRow("linux-5.15-container", "host_pressure_full_seconds_total{resource=\"io\"}", 1.25)]
    [DataRow("linux-5.15-container", "host_pressure_full_seconds_total{resource=\"irq\"}", 7.0)]
    [DataRow("linux-5.15-container", "host_cgroup_cpu_seconds_total", 5.0)]
    [DataRow("linux-5.15-container", "host_cgroup_cpu_throttled_seconds_total", 1.5)]
    [DataRow("linux-5.15-container", "host_cgroup_cpu_throttled_periods_total", 25.0)]
    [DataRow("linux-5.15-container", "host_cgroup_cpu_limit_cores", 1.5)]
    [DataRow("linux-5.15-container", "host_cgroup_memory_bytes", 1048576.0)]
    [DataRow("linux-5.15-container", "host_cgroup_oom_kills_total", 1.0)]
    [DataRow("linux-6.18", "host_tcp_connections", 0.0)]
    [DataRow("linux-6.18", "host_tcp_opens_total{side=\"client\"}", 222.0)]
    [DataRow("linux-6.18", "host_tcp_retransmitted_segments_total", 8.0)]
    [DataRow("linux-6.18", "host_udp_datagrams_total{direction=\"sent\"}", 92.0)]
    [DataRow("linux-6.18", "host_tcp_sockets{state=\"time_wait\"}", 5.0)]
    [DataRow("linux-6.18", "host_sockets", 22.0)]
    [DataRow("linux-6.18", "host_open_files", 997.0)]
    [DataRow("linux-6.18", "host_open_files_limit", 2466183.0)]
    [DataRow("linux-6.18", "host_network_up{device=\"ifb0\"}", 0.0)]
    [DataRow("linux-6.18", "host_network_up{device=\"lo\"}", 1.0)]
    public async Task Reads(string recorded, string series, double expected)
    {
        CollectedSamples samples = await Recorded(recorded);
        Assert.AreEqual(expected, samples[series], 1e-9 * Math.Abs(expected));
    }

    [TestMethod]
    [DataRow("linux-4.4", "host_pressure_some_seconds_total", DisplayName = "no pressure figures")]
    [DataRow("linux-4.4", "host_oom_kills_total", DisplayName = "not counted before 4.13")]
    [DataRow("linux-4.4", "host_disk_discards_total", DisplayName = "not counted before 4.18")]
    [DataRow("linux-4.4", "host_cpu_seconds_total{cpu=\"0\",mode=\"steal\"}")]
    [DataRow("linux-4.4", "host_cgroup_memory_bytes", DisplayName = "no control groups")]
    [DataRow("linux-4.4", "host_disk_reads_total{device=\"sda1\"}", DisplayName = "a partition")]
    [DataRow("linux-4.4", "host_disk_reads_total{device=\"ram0\"}")]
    [DataRow("linux-5.15-container", "host_disk_reads_total{device=\"nvme0n1p1\"}", DisplayName = "a partition of an NVMe disk")]
    [DataRow("linux-5.15-container", "host_disk_reads_total{device=\"loop0\"}")]
    [DataRow("linux-5.15-container", "host_disk_flushes_total{device=\"dm-0\"}", DisplayName = "a line of 15 columns")]
    [DataRow("linux-5.15-container", "host_pressure_full_seconds_total{resource=\"cpu\"}")]
    [DataRow("linux-5.15-container", "host_cgroup_memory_limit_bytes", DisplayName = "the limit is max")]
    [DataRow("linux-6.18", "host_network_speed_bytes{device=\"eth0\"}", DisplayName = "a speed of -1")]
    public async Task Leaves_out_what_the_machine_does_not_have(string recorded, string series)
    {
        CollectedSamples samples = await Recorded(recorded);
        Assert.IsFalse(samples.Has(series), $"{series} was reported.");
        Assert.AreEqual(0, samples.Values.Count(pair => pair.Key.StartsWith("host_section_success", StringComparison.Ordinal) && pair.Value == 0));
    }

    [TestMethod]
    [DataRow("proc/stat", "cpu0 12 x 3 4\n", "cpu", DisplayName = "a word for a count")]
    [DataRow("proc/stat", "cpu0 12 3\n", "cpu", DisplayName = "too few counts")]
    [DataRow("proc/stat", "ctxt 12\n", "cpu", DisplayName = "no CPU")]
    [DataRow("proc/loadavg", "0.1 0.2\n", "load")]
    [DataRow("proc/loadavg", "0.1 0.2 NaN 1/2 3\n", "load")]
    [DataRow("proc/meminfo", "MemTotal 12 kB\n", "memory")]
    [DataRow("proc/meminfo", "MemTotal: -12 kB\n", "memory")]
    [DataRow("proc/vmstat", "pgfault 1e3\n", "paging")]
    [DataRow("proc/diskstats", "259 0 nvme0n1 1 2 3 4 5 6 7 8 9 10\n", "disk", DisplayName = "one column short")]
    [DataRow("proc/mounts", "/dev/sda1 /\n", "filesystem")]
    [DataRow("proc/net/dev", "eth0: 1 2 3\n", "network")]
    [DataRow("proc/net/snmp", "Tcp: InSegs\nUdp: 4\n", "sockets")]
    [DataRow("proc/net/sockstat", "TCP: inuse\n", "sockets")]
    [DataRow("proc/pressure/cpu", "some avg10=0.00 total=-1\n", "pressure")]
    [DataRow("sys/fs/cgroup/cpu.max", "100000\n", "cgroup")]
    public async Task A_malformed_file_costs_its_section_alone(string path, string text, string section)
    {
        using var tree = RecordedTree.Of("linux-5.15-container");
        tree[path] = text;
        using HostSource source = Source(tree);
        CollectedSamples samples = await CollectedSamples.From(source);
        CollectionAssert.AreEqual(
            new[] { $"host_section_success{{section=\"{section}\"}}" },
            samples.Values.Where(pair => pair.Key.StartsWith("host_section_success", StringComparison.Ordinal) && pair.Value == 0).Select(pair => pair.Key).ToArray());
        Assert.IsTrue(samples.Values.Count > 50, "The other sections are missing.");
    }

    [TestMethod]
    public async Task Says_why_a_section_failed_once_and_again_when_the_reason_changes()
    {
        using var tree = RecordedTree.Of("linux-4.4");
        var log = new CollectedLog<HostSource>();
        using HostSource source = HostSource.OfLinux(Settings(), tree.Root, _ => Capacity, TimeSpan.FromSeconds(5), log);
        var samples = new CollectedSamples();
        tree["proc/loadavg"] = "busy\n";
        await samples.Collect(source);
        await samples.Collect(source);
        tree["proc/loadavg"] = "0.1 idle\n";
        await samples.Collect(source);
        Assert.AreEqual(2, log.Lines.Count);
        StringAssert.Contains(log.Lines[0], "proc/loadavg, line 1: 'busy' is not a number");
        StringAssert.Contains(log.Lines[1], "'idle'");
    }

    [TestMethod]
    public async Task Fails_with_the_place_where_nothing_can_be_read()
    {
        using var tree = new RecordedTree();
        using HostSource source = Source(tree);
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(() => CollectedSamples.From(source));
        StringAssert.Contains(fault.Message, Path.Combine(tree.Root, "proc"));
    }

    [TestMethod]
    public async Task A_guard_fails_the_whole_target()
    {
        using var tree = RecordedTree.Of("linux-4.4");
        using HostSource source = Source(tree);
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(
            () => CollectedSamples.From(source, new CollectionGuards { MaxSamples = 30 }));
        StringAssert.Contains(fault.Message, "guards.maxSamples");
    }

    [TestMethod]
    [DataRow(4000, 3990, 40.0, DisplayName = "a correction of the estimate is not shown")]
    [DataRow(4000, 10, 0.1, DisplayName = "a CPU that came back starts anew")]
    [DataRow(4000, 4010, 40.1)]
    public async Task Keeps_the_idle_estimate_from_going_back(int before, int after, double shown)
    {
        using var tree = RecordedTree.Of("linux-4.4");
        using HostSource source = Source(tree);
        var samples = new CollectedSamples();
        tree["proc/stat"] = $"cpu0 1 2 3 {before} 5 6 7\n";
        await samples.Collect(source);
        tree["proc/stat"] = $"cpu0 1 2 3 {after} 5 6 7\n";
        await samples.Collect(source);
        Assert.AreEqual(shown, samples["host_cpu_seconds_total{cpu=\"0\",mode=\"idle\"}"], 1e-9);
    }

    [TestMethod]
    public async Task Asks_for_the_speed_again_when_a_link_comes_up()
    {
        using var tree = RecordedTree.Of("linux-4.4");
        tree["sys/class/net/eth0/operstate"] = "down\n";
        tree["sys/class/net/eth0/speed"] = "-1\n";
        using HostSource source = Source(tree);
        var samples = new CollectedSamples();
        await samples.Collect(source);
        Assert.IsFalse(samples.Has("host_network_speed_bytes"));
        tree["sys/class/net/eth0/operstate"] = "up\n";
        tree["sys/class/net/eth0/speed"] = "10000\n";
        await samples.Collect(source);
        Assert.AreEqual(1.25e9, samples["host_network_speed_bytes{device=\"eth0\"}"]);
    }

    [TestMethod]
    public async Task Leaves_out_the_devices_an_operator_ignores()
    {
        using var tree = RecordedTree.Of("linux-5.15-container");
        var settings = new HostSourceSettings([], ["/data", "~/mnt/.*"], ["lo", "~veth.*", "dm-0"]);
        using HostSource source = HostSource.OfLinux(settings, tree.Root, _ => Capacity, TimeSpan.FromSeconds(5), NullLogger<HostSource>.Instance);
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.IsFalse(samples.Has("host_network_up") || samples.Has("host_network_receive_bytes_total"));
        Assert.IsFalse(samples.Has("host_disk_reads_total{device=\"dm-0\"}"));
        Assert.IsTrue(samples.Has("host_disk_reads_total{device=\"nvme0n1\"}"));
        Assert.AreEqual(2, samples.Named("host_filesystem_size_bytes").Count());
    }

    [TestMethod]
    public async Task A_large_machine_costs_no_allocation_once_it_is_known()
    {
        using var tree = RecordedTree.Of("linux-6.18");
        tree["proc/stat"] = string.Concat(Enumerable.Range(0, 128).Select(cpu => $"cpu{cpu} {cpu} 2 3 4 5 6 7 8 9 10\n")) + "btime 5\n";
        using HostSource source = Source(tree);
        var writer = new CollectedSamples().Writer;
        long least = long.MaxValue;
        TimeSpan quickest = TimeSpan.MaxValue;
        for (int slot = 0; slot < 10; slot++)
        {
            writer.Clear();
            long before = GC.GetAllocatedBytesForCurrentThread();
            long began = Stopwatch.GetTimestamp();
            ValueTask collected = source.Collect(writer, new Pipeline.Metrics.Slot(slot), CancellationToken.None);
            Assert.IsTrue(collected.IsCompletedSuccessfully);
            await collected;
            quickest = Stopwatch.GetElapsedTime(began) is var took && took < quickest ? took : quickest;
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.IsTrue(writer.Count > 1400, $"{writer.Count} samples");
        TestContext.WriteLine($"{writer.Count} samples in {quickest.TotalMilliseconds:0.000} ms at best, {least} bytes allocated");
        Assert.IsTrue(least < 4096, $"A scrape of {writer.Count} samples allocates {least} bytes.");
    }

    /// <summary>Of a tree as it was recorded; read once for all rows.</summary>
    private static Task<CollectedSamples> Recorded(string name) => OfRecorded.GetOrAdd(name, static async name =>
    {
        using var tree = RecordedTree.Of(name);
        using HostSource source = Source(tree);
        return await CollectedSamples.From(source);
    });

    private static HostSource Source(RecordedTree tree) =>
        HostSource.OfLinux(Settings(), tree.Root, _ => Capacity, TimeSpan.FromSeconds(5), NullLogger<HostSource>.Instance);

    private static HostSourceSettings Settings() => new([], [], []);
}
