using Microsoft.Extensions.Logging.Abstractions;
using RulesPlatform.Host.Sources.Machine;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Tests.Sources.Machine;

[TestClass]
public sealed class FileSystemSectionTests
{
    private const string Root = "{device=\"overlay\",fstype=\"overlay\",mountpoint=\"/\"}";
    private const string Nfs = "{device=\"server:/export/with space\",fstype=\"nfs4\",mountpoint=\"/srv/nfs\"}";

    [TestMethod]
    [DataRow("host_filesystem_size_bytes" + Root, 1000.0)]
    [DataRow("host_filesystem_free_bytes" + Root, 400.0)]
    [DataRow("host_filesystem_available_bytes" + Root, 300.0)]
    [DataRow("host_filesystem_files" + Root, 50.0)]
    [DataRow("host_filesystem_files_free" + Root, 20.0)]
    [DataRow("host_filesystem_readonly" + Root, 0.0)]
    [DataRow("host_filesystem_error" + Root, 0.0)]
    [DataRow("host_filesystem_readonly{device=\"/dev/nvme0n1p1\",fstype=\"xfs\",mountpoint=\"/mnt/My Photos\\\\tand\\\\tabs#\"}", 1.0, DisplayName = "escapes in a name")]
    [DataRow("host_filesystem_readonly{device=\"/dev/nvme0n1p1\",fstype=\"xfs\",mountpoint=\"/mnt/café\"}", 0.0, DisplayName = "UTF-8 by octal escapes")]
    [DataRow("host_filesystem_size_bytes" + Nfs, 1000.0)]
    [DataRow("host_filesystem_size_bytes{device=\"/dev/dm-1\",fstype=\"ext4\",mountpoint=\"/data\"}", 1000.0, DisplayName = "the last of two mounts over one another")]
    public async Task Reads(string series, double expected)
    {
        using var tree = RecordedTree.Of("linux-5.15-container");
        using HostSource source = Source(tree, _ => new MountCapacity(1000, 400, 300, 50, 20));
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.AreEqual(expected, samples[series.Replace("\\\\tand\\\\tabs", "\tand\\\\tabs", StringComparison.Ordinal)]);
        Assert.AreEqual(5, samples.Named("host_filesystem_size_bytes").Count(), "Kernel interfaces, layers of containers and images are left out.");
    }

    [TestMethod]
    public async Task Says_so_where_a_file_system_refuses_and_leaves_inodes_out_where_there_are_none()
    {
        using var tree = RecordedTree.Of("linux-5.15-container");
        using HostSource source = Source(tree, mount => mount.Path.EndsWith("nfs", StringComparison.Ordinal) ? null : new MountCapacity(1, 1, 1, 0, 0));
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.AreEqual(1, samples["host_filesystem_error" + Nfs]);
        Assert.IsFalse(samples.Has("host_filesystem_size_bytes" + Nfs));
        Assert.IsFalse(samples.Has("host_filesystem_files"));
    }

    [TestMethod]
    public async Task A_hung_mount_costs_its_patience_once_and_comes_back()
    {
        using var tree = RecordedTree.Of("linux-5.15-container");
        using var server = new ManualResetEventSlim(false);
        using var freed = new ManualResetEventSlim(false);
        int calls = 0;
        using HostSource source = Source(tree, mount => Ask(mount), TimeSpan.FromSeconds(1));
        var samples = new CollectedSamples();

        await samples.Collect(source);
        Assert.AreEqual(1, samples["host_filesystem_error" + Nfs]);
        Assert.AreEqual(0, samples["host_filesystem_error" + Root]);
        Assert.AreEqual(0, samples["host_filesystem_error{device=\"/dev/dm-1\",fstype=\"ext4\",mountpoint=\"/data\"}"], "A mount behind the hung one is still asked.");
        Assert.AreEqual(1, samples["host_section_success{section=\"filesystem\"}"]);

        await samples.Collect(source);
        Assert.AreEqual(1, samples["host_filesystem_error" + Nfs]);
        Assert.AreEqual(1, calls, "While a call hangs in it, the mount is left alone.");

        server.Set();
        freed.Wait(TimeSpan.FromSeconds(10));
        for (int attempt = 0; attempt < 1000 && samples["host_filesystem_error" + Nfs] == 1; attempt++)
        {
            Thread.Yield();
            await samples.Collect(source);
        }
        Assert.AreEqual(0, samples["host_filesystem_error" + Nfs]);

        MountCapacity? Ask(MountPoint mount)
        {
            if (mount.Path.EndsWith("nfs", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref calls);
                server.Wait();
                freed.Set();
            }
            return new MountCapacity(1, 1, 1, 1, 1);
        }
    }

    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow(@"a\040b", "a b")]
    [DataRow(@"a\011b", "a\tb")]
    [DataRow(@"a\012b", "a\nb")]
    [DataRow(@"a\134040b", @"a\040b", DisplayName = "an escaped backslash before digits")]
    [DataRow(@"caf\303\251", "café")]
    [DataRow(@"a\04", @"a\04", DisplayName = "two digits are no escape")]
    [DataRow(@"a\089", @"a\089", DisplayName = "nor are other digits")]
    [DataRow(@"\", @"\")]
    public void Unescapes(string written, string meant) =>
        Assert.AreEqual(meant, MountNames.Unescape(System.Text.Encoding.UTF8.GetBytes(written)));

    private static HostSource Source(RecordedTree tree, Func<MountPoint, MountCapacity?> measure, TimeSpan? patience = null) =>
        HostSource.OfLinux(new HostSourceSettings([], [], []), tree.Root, measure, patience ?? TimeSpan.FromSeconds(5), NullLogger<HostSource>.Instance);
}
