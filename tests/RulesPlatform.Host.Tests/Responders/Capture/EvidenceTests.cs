using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Responders.Capture;
using RulesPlatform.Host.Tests.Sources.Machine;

namespace RulesPlatform.Host.Tests.Responders.Capture;

[TestClass]
public sealed class EvidenceTests
{
    [TestMethod]
    public async Task Ranks_processes_by_what_they_used_meanwhile()
    {
        var time = new FakeTimeProvider();
        var lister = new FakeProcessLister(
            [Reading(1, "idle", 900, 5e6), Reading(2, "busy", 10, 1e6), Reading(3, "gone", 1, 1e6)],
            [Reading(1, "idle", 900, 5e6), Reading(2, "busy", 10.3, 1e6), Reading(4, "new\n", 0.15, 2e6)]);
        Task<string> taking = new ProcessesEvidence(lister, time).Take("", CancellationToken.None);
        time.Advance(TimeSpan.FromMilliseconds(300));
        string[] lines = (await taking).Split('\n');
        StringAssert.StartsWith(lines[0], "3 processes; CPU over 300 ms");
        StringAssert.StartsWith(lines[3], "busy");
        StringAssert.Contains(lines[3], "100.0");
        StringAssert.StartsWith(lines[4], "new?");
        StringAssert.Contains(lines[4], "50.0");
        Assert.AreEqual("", lines[5], "An idle process is not among those that use CPU.");
        StringAssert.StartsWith(lines[7], "idle");
        StringAssert.Contains(lines[7], "4.8 MiB");
    }

    [TestMethod]
    public async Task Tells_the_pressure_or_that_there_is_none()
    {
        using var tree = RecordedTree.Of("linux-5.15-container");
        string text = await new PressureEvidence(tree.Root).Take("", CancellationToken.None);
        StringAssert.Contains(text, "io     full avg10=0.00 avg60=0.00 avg300=0.00 total=1250000");
        StringAssert.Contains(text, "load   0.00 0.01 0.05");
        using var old = RecordedTree.Of("linux-4.4");
        StringAssert.Contains(await new PressureEvidence(old.Root).Take("", CancellationToken.None), "no pressure figures");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Counts_what_a_process_has_open()
    {
        string folder = Directory.CreateTempSubdirectory("rulesplatform-open-").FullName;
        try
        {
            string path = Path.Combine(folder, "held");
            // More often than anything else that tests of this process hold at the same time.
            FileStream[] held = [.. Enumerable.Range(0, 40).Select(_ => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))];
            string text = await new FilesEvidence("/", new KernelProcessLister("/")).Take(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);
            Array.ForEach(held, one => one.Dispose());
            StringAssert.Contains(text, $"      40 {path}\n");
            StringAssert.Matches(text, new System.Text.RegularExpressions.Regex(@"\d+ open, limit \d+\n(.*\n)*? +\d+ file\n"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow("files")]
    [DataRow("dotnet")]
    public async Task Says_that_no_such_process_runs(string word)
    {
        var lister = new FakeProcessLister([Reading(1, "init", 1, 1)]);
        IEvidence evidence = word == "files"
            ? new FilesEvidence("/", lister)
            : new DotnetEvidence(lister, new DiagnosticSockets(Path.GetTempPath()), TimeProvider.System);
        EvidenceMissingException missing = await Assert.ThrowsExactlyAsync<EvidenceMissingException>(() => evidence.Take("shop", CancellationToken.None));
        StringAssert.Contains(missing.Message, "no process 'shop' runs");
    }

    [TestMethod]
    public async Task Without_a_diagnostic_socket_the_system_is_asked_and_the_text_says_so()
    {
        string empty = Directory.CreateTempSubdirectory("rulesplatform-sockets-").FullName;
        try
        {
            var time = new FakeTimeProvider();
            var lister = new FakeProcessLister([Reading(1, "app", 2, 1024)], [Reading(1, "app", 2.15, 2048)]);
            Task<string> taking = new DotnetEvidence(lister, new DiagnosticSockets(empty), time).Take("app", CancellationToken.None);
            time.Advance(TimeSpan.FromMilliseconds(300));
            string text = await taking;
            StringAssert.Contains(text, "app (process 1)");
            StringAssert.Contains(text, "The runtime's counters are missing: no diagnostic socket");
            StringAssert.Contains(text, "2.15 s in all");
        }
        finally
        {
            Directory.Delete(empty);
        }
    }

    private static ProcessReading Reading(int id, string name, double cpu, double resident) => new(id, name, 'S', cpu, resident, 3, id * 100);
}
