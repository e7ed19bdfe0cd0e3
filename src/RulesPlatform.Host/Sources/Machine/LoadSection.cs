namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// <c>host_load1</c>, <c>host_load5</c>, <c>host_load15</c>, <c>host_threads</c> (of all processes), <c>host_uptime_seconds</c>,
/// <c>host_open_files</c> and <c>host_open_files_limit</c> (file descriptors of the whole machine).
/// </summary>
internal sealed class LoadSection(KernelTree tree) : IMachineSection
{
    private readonly KernelFile _load = tree.Open("proc/loadavg", 256);
    private readonly KernelFile _uptime = tree.Open("proc/uptime", 256);
    private readonly KernelFile _files = tree.Open("proc/sys/fs/file-nr", 256);
    private readonly SeriesRow _row = new(
        "host_load1", "host_load5", "host_load15", "host_threads", "host_uptime_seconds", "host_open_files", "host_open_files_limit");

    public string Name => "load";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        if (!_load.TryRead(out ReadOnlySpan<byte> text))
        {
            return false;
        }
        var load = new KernelTextReader(_load.Path, text);
        load.NextLine();
        for (int column = 0; column < 3; column++)
        {
            _row.Add(samples, column, load.Decimal());
        }
        load.Until((byte)'/');
        _row.Add(samples, 3, load.Number());

        if (_uptime.TryRead(out text))
        {
            var uptime = new KernelTextReader(_uptime.Path, text);
            uptime.NextLine();
            _row.Add(samples, 4, uptime.Decimal());
        }
        if (_files.TryRead(out text))
        {
            var files = new KernelTextReader(_files.Path, text);
            files.NextLine();
            ulong allocated = files.Number();
            _row.Add(samples, 5, allocated - files.Number());
            _row.Add(samples, 6, files.Number());
        }
        return true;
    }
}
