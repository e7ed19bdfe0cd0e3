namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// <c>/proc/vmstat</c>: <c>host_page_faults_total</c>, <c>host_major_page_faults_total</c>, <c>host_oom_kills_total</c>,
/// <c>host_paged_in_bytes_total</c> and <c>host_paged_out_bytes_total</c> (disk to memory and back),
/// <c>host_swapped_in_bytes_total</c>, <c>host_swapped_out_bytes_total</c>.
/// </summary>
internal sealed class PagingSection(KernelTree tree) : IMachineSection
{
    private readonly KernelFile _file = tree.Open("proc/vmstat", 8192);
    private readonly SeriesRow _row = new(
        "host_page_faults_total", "host_major_page_faults_total", "host_oom_kills_total", "host_paged_in_bytes_total",
        "host_paged_out_bytes_total", "host_swapped_in_bytes_total", "host_swapped_out_bytes_total");

    public string Name => "paging";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        if (!_file.TryRead(out ReadOnlySpan<byte> text))
        {
            return false;
        }
        var reader = new KernelTextReader(_file.Path, text);
        while (reader.NextLine())
        {
            (int column, int unit) = ColumnOf(reader.Field());
            if (column >= 0)
            {
                _row.Add(samples, column, reader.Number() * (double)unit);
            }
        }
        return true;
    }

    /// <summary>The kernel counts paging in KiB and swapping in pages.</summary>
    private static (int Column, int Unit) ColumnOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("pgfault"u8) ? (0, 1)
        : name.SequenceEqual("pgmajfault"u8) ? (1, 1)
        : name.SequenceEqual("oom_kill"u8) ? (2, 1)
        : name.SequenceEqual("pgpgin"u8) ? (3, 1024)
        : name.SequenceEqual("pgpgout"u8) ? (4, 1024)
        : name.SequenceEqual("pswpin"u8) ? (5, Environment.SystemPageSize)
        : name.SequenceEqual("pswpout"u8) ? (6, Environment.SystemPageSize)
        : (-1, 0);
}
