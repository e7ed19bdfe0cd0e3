using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// Where there is no <c>/proc</c>: fixed and network drives by <c>mountpoint</c>: <c>host_filesystem_size_bytes</c>,
/// <c>host_filesystem_free_bytes</c>, <c>host_filesystem_available_bytes</c>, <c>host_filesystem_error</c> as on Linux.
/// </summary>
internal sealed class FrameworkDriveSection(NameFilter ignored, MountProbe probe) : IMachineSection, IDisposable
{
    private static readonly MetricColumn[] Columns =
        ["host_filesystem_size_bytes", "host_filesystem_free_bytes", "host_filesystem_available_bytes", "host_filesystem_error"];

    private readonly Dictionary<string, (SeriesRow Row, MountPoint Point)> _drives = [];

    public string Name => "filesystem";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        (SeriesRow Row, MountPoint Point)[] present = [.. DriveInfo.GetDrives().Where(IsReported).Select(drive => Known(drive.Name))];
        probe.Measure([.. present.Select(drive => drive.Point)], cancellation);
        foreach ((SeriesRow row, MountPoint point) in present)
        {
            row.Add(samples, 3, point.Capacity is null ? 1 : 0);
            if (point.Capacity is { } capacity)
            {
                row.Add(samples, 0, capacity.Size);
                row.Add(samples, 1, capacity.Free);
                row.Add(samples, 2, capacity.Available);
            }
        }
        return present.Length > 0;
    }

    public void Dispose() => probe.Dispose();

    private bool IsReported(DriveInfo drive) => drive.DriveType is DriveType.Fixed or DriveType.Network && !ignored.Ignores(drive.Name);

    private (SeriesRow Row, MountPoint Point) Known(string name)
    {
        if (!_drives.TryGetValue(name, out (SeriesRow Row, MountPoint Point) drive))
        {
            _drives[name] = drive = (new SeriesRow(Columns, LabelSet.Of(("mountpoint", name))), new MountPoint(name));
        }
        return drive;
    }
}
