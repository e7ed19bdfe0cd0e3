using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// <c>/proc/diskstats</c>, whole disks only, by <c>device</c>: <c>host_disk_reads_total</c>, <c>host_disk_read_bytes_total</c>,
/// <c>host_disk_read_seconds_total</c>, <c>host_disk_reads_merged_total</c>, the same for writes and discards,
/// <c>host_disk_requests_in_flight</c>, <c>host_disk_io_seconds_total</c> (time with at least one request in flight),
/// <c>host_disk_io_weighted_seconds_total</c> (time multiplied by requests), <c>host_disk_flushes_total</c>, <c>host_disk_flush_seconds_total</c>.
/// Columns as in the kernel's <c>Documentation/admin-guide/iostats.rst</c>: 11, from 4.18 on 15, from 5.5 on 17.
/// </summary>
internal sealed class DiskSection(KernelTree tree, NameFilter ignored) : IMachineSection
{
    private const double BytesPerSector = 512, MillisecondsPerSecond = 1000;
    private const int ColumnsOfOldest = 11;

    private static readonly (string Metric, double Multiply, double Divide)[] Fields =
    [
        ("host_disk_reads_total", 1, 1), ("host_disk_reads_merged_total", 1, 1),
        ("host_disk_read_bytes_total", BytesPerSector, 1), ("host_disk_read_seconds_total", 1, MillisecondsPerSecond),
        ("host_disk_writes_total", 1, 1), ("host_disk_writes_merged_total", 1, 1),
        ("host_disk_written_bytes_total", BytesPerSector, 1), ("host_disk_write_seconds_total", 1, MillisecondsPerSecond),
        ("host_disk_requests_in_flight", 1, 1),
        ("host_disk_io_seconds_total", 1, MillisecondsPerSecond), ("host_disk_io_weighted_seconds_total", 1, MillisecondsPerSecond),
        ("host_disk_discards_total", 1, 1), ("host_disk_discards_merged_total", 1, 1),
        ("host_disk_discarded_bytes_total", BytesPerSector, 1), ("host_disk_discard_seconds_total", 1, MillisecondsPerSecond),
        ("host_disk_flushes_total", 1, 1), ("host_disk_flush_seconds_total", 1, MillisecondsPerSecond),
    ];

    private static readonly MetricColumn[] Columns = [.. Fields.Select(field => new MetricColumn(field.Metric))];

    private readonly KernelFile _file = tree.Open("proc/diskstats", 8192);
    private readonly ByteKeyed<Disk> _disks = new(name => DiskOf(name, tree, ignored));

    public string Name => "disk";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        if (!_file.TryRead(out ReadOnlySpan<byte> text))
        {
            return false;
        }
        _disks.BeginRound();
        var reader = new KernelTextReader(_file.Path, text);
        while (reader.NextLine())
        {
            reader.Skip(2);
            if (_disks[reader.Field()].Row is not { } row)
            {
                continue;
            }
            for (int column = 0; column < Columns.Length && (column < ColumnsOfOldest || reader.HasField); column++)
            {
                row.Add(samples, column, reader.Number() * Fields[column].Multiply / Fields[column].Divide);
            }
        }
        return true;
    }

    private static Disk DiskOf(ReadOnlySpan<byte> bytes, KernelTree tree, NameFilter ignored)
    {
        string name = Encoding.UTF8.GetString(bytes);
        bool isReported = !IsMemoryOrImage(name) && !IsPartition(name, tree) && !ignored.Ignores(name);
        return new Disk(isReported ? new SeriesRow(Columns, LabelSet.Of(("device", name))) : null);
    }

    private static bool IsMemoryOrImage(string name) =>
        name.StartsWith("loop", StringComparison.Ordinal) || name.StartsWith("ram", StringComparison.Ordinal)
        || name.StartsWith("zram", StringComparison.Ordinal);

    /// <summary>The kernel lists whole devices under <c>/sys/block</c>, with <c>!</c> for a slash in the name.</summary>
    private static bool IsPartition(string name, KernelTree tree) =>
        Directory.Exists(tree.PathOf("sys/block"))
        && !Directory.Exists(tree.PathOf("sys/block/" + name.Replace('/', '!')));

    /// <param name="Row">Null for what is not reported.</param>
    private sealed record Disk(SeriesRow? Row);
}
