using Microsoft.Extensions.Logging.Abstractions;
using RulesPlatform.Host.Sources.Machine;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Tests.Sources.Machine;

[TestClass]
public sealed class ProcessSectionTests
{
    [TestMethod]
    public async Task Adds_up_the_processes_of_one_name()
    {
        using var tree = RecordedTree.Of("linux-4.4");
        AddProcess(tree, 10, "nginx", ["/usr/sbin/nginx", "-g"], ticks: 300, threads: 1, startTicks: 500, pages: 10, files: 3);
        AddProcess(tree, 11, "nginx", ["nginx: worker"], ticks: 700, threads: 4, startTicks: 900, pages: 20, files: 2);
        AddProcess(tree, 12, "bash", ["bash"], ticks: 1, threads: 1, startTicks: 1, pages: 1, files: 1);
        using HostSource source = Source(tree, "nginx", "absent");
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.AreEqual(2, samples["host_process_count{process=\"nginx\"}"]);
        Assert.AreEqual(10.0, samples["host_process_cpu_seconds_total{process=\"nginx\"}"], 1e-9);
        Assert.AreEqual(5, samples["host_process_threads{process=\"nginx\"}"]);
        Assert.AreEqual(30.0 * Environment.SystemPageSize, samples["host_process_resident_bytes{process=\"nginx\"}"]);
        Assert.AreEqual(5, samples["host_process_open_files{process=\"nginx\"}"]);
        Assert.AreEqual(1500000005.0, samples["host_process_start_time_seconds{process=\"nginx\"}"], 1e-9);
        Assert.AreEqual(0, samples["host_process_starts_total{process=\"nginx\"}"]);
        Assert.AreEqual(0, samples["host_process_count{process=\"absent\"}"]);
        Assert.IsFalse(samples.Has("host_process_resident_bytes{process=\"absent\"}"));
        Assert.AreEqual(2, samples.Named("host_process_count").Count());
    }

    [TestMethod]
    [DataRow("kworker/u4:2-ev", "", "kworker/u4:2-ev", DisplayName = "a thread of the kernel has no arguments")]
    [DataRow("a-name-of-fiftee", "/opt/a-name-of-fifteen-and-more", "a-name-of-fifteen-and-more")]
    [DataRow("dotnet", "/usr/bin/dotnet|/srv/Shop.Web.dll|--urls", "Shop.Web")]
    [DataRow("dotnet", "/usr/bin/dotnet|exec|--depsfile|/srv/Shop.Web.dll", "dotnet")]
    [DataRow("python3", "python3.12|-u|/srv/worker.py", "worker.py")]
    [DataRow("evil) R 1 (x", "evil", "evil) R 1 (x", DisplayName = "a name with parentheses")]
    public async Task Finds_a_process_by_what_a_person_calls_it(string kernelName, string arguments, string wanted)
    {
        using var tree = RecordedTree.Of("linux-4.4");
        AddProcess(tree, 77, kernelName[..Math.Min(15, kernelName.Length)], arguments.Split('|'), ticks: 100, threads: 3, startTicks: 1, pages: 1, files: 1);
        using HostSource source = Source(tree, wanted);
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.AreEqual(1, samples[$"host_process_count{{process=\"{wanted}\"}}"]);
        Assert.AreEqual(3, samples[$"host_process_threads{{process=\"{wanted}\"}}"]);
    }

    [TestMethod]
    public async Task Counters_go_on_when_a_process_ends_and_another_starts()
    {
        using var tree = RecordedTree.Of("linux-4.4");
        using HostSource source = Source(tree, "app");
        var samples = new CollectedSamples();
        AddProcess(tree, 5, "app", ["app"], ticks: 1000, threads: 1, startTicks: 1, pages: 1, files: 1);
        await samples.Collect(source);
        tree.Remove("proc/5");
        await samples.Collect(source);
        Assert.AreEqual(0, samples["host_process_count{process=\"app\"}"]);
        Assert.AreEqual(10, samples["host_process_cpu_seconds_total{process=\"app\"}"], 1e-9);
        AddProcess(tree, 6, "app", ["app"], ticks: 50, threads: 1, startTicks: 1, pages: 1, files: 1);
        await samples.Collect(source);
        Assert.AreEqual(10.5, samples["host_process_cpu_seconds_total{process=\"app\"}"], 1e-9);
        Assert.AreEqual(1, samples["host_process_starts_total{process=\"app\"}"]);
    }

    [TestMethod]
    public async Task Finds_a_process_that_became_another_program()
    {
        using var tree = RecordedTree.Of("linux-4.4");
        using HostSource source = Source(tree, "app");
        var samples = new CollectedSamples();
        AddProcess(tree, 5, "sh", ["sh"], ticks: 1, threads: 1, startTicks: 1, pages: 1, files: 1);
        for (int slot = 0; slot < 3; slot++)
        {
            await samples.Collect(source);
        }
        Assert.AreEqual(0, samples["host_process_count{process=\"app\"}"]);
        AddProcess(tree, 5, "app", ["app"], ticks: 1, threads: 1, startTicks: 1, pages: 1, files: 1);
        for (int slot = 0; slot < 8; slot++)
        {
            await samples.Collect(source);
        }
        Assert.AreEqual(1, samples["host_process_count{process=\"app\"}"]);
    }

    [TestMethod]
    public async Task A_process_that_ended_but_was_not_collected_is_none()
    {
        using var tree = RecordedTree.Of("linux-4.4");
        AddProcess(tree, 5, "app", ["app"], ticks: 1, threads: 1, startTicks: 1, pages: 1, files: 1, state: 'Z');
        using HostSource source = Source(tree, "app");
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.AreEqual(0, samples["host_process_count{process=\"app\"}"]);
    }

    private static HostSource Source(RecordedTree tree, params string[] processes) => HostSource.OfLinux(
        new HostSourceSettings(processes, [], []), tree.Root, _ => null, TimeSpan.FromSeconds(5), NullLogger<HostSource>.Instance);

    private static void AddProcess(
        RecordedTree tree, int id, string name, string[] arguments, int ticks, int threads, int startTicks, int pages, int files, char state = 'S')
    {
        tree[$"proc/{id}/comm"] = name + "\n";
        tree[$"proc/{id}/cmdline"] = string.Concat(arguments.Select(argument => argument + '\0'));
        tree[$"proc/{id}/stat"] =
            $"{id} ({name}) {state} 1 {id} {id} 0 -1 4194560 9 9 9 9 {ticks - 1} 1 0 0 20 0 {threads} 0 {startTicks} 4096 {pages} 18446744073709551615 1 1\n";
        for (int file = 0; file < files; file++)
        {
            tree[$"proc/{id}/fd/{file}"] = "";
        }
    }
}
