using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// Every real file system of <c>/proc/mounts</c> by <c>mountpoint</c>, <c>device</c> and <c>fstype</c>: <c>host_filesystem_size_bytes</c>,
/// <c>host_filesystem_free_bytes</c>, <c>host_filesystem_available_bytes</c> (to an unprivileged user), <c>host_filesystem_files</c> and
/// <c>host_filesystem_files_free</c> (inodes; absent where there is no fixed number), <c>host_filesystem_readonly</c>,
/// <c>host_filesystem_error</c> (1 where the file system did not answer in time or refused; the figures are then absent).
/// </summary>
internal sealed class FileSystemSection(KernelTree tree, NameFilter ignored, MountProbe probe) : IMachineSection, IDisposable
{
    private const int Size = 0, Free = 1, Available = 2, Files = 3, FilesFree = 4, ReadOnly = 5, Error = 6;

    private static readonly MetricColumn[] Columns =
    [
        "host_filesystem_size_bytes", "host_filesystem_free_bytes", "host_filesystem_available_bytes", "host_filesystem_files",
        "host_filesystem_files_free", "host_filesystem_readonly", "host_filesystem_error",
    ];

    private readonly KernelFile _file = tree.Open("proc/mounts", 8192);
    private readonly ByteKeyed<Mount> _mounts = new(line => MountOf(line, tree, ignored));
    private readonly List<Mount> _present = [];
    private readonly List<MountPoint> _points = [];

    public string Name => "filesystem";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        if (!_file.TryRead(out ReadOnlySpan<byte> text))
        {
            return false;
        }
        FindPresent(text);
        probe.Measure(_points, cancellation);
        foreach (Mount mount in _present)
        {
            mount.Add(samples);
        }
        return true;
    }

    public void Dispose() => probe.Dispose();

    /// <summary>Of several file systems mounted over one another only the last can be reached.</summary>
    private void FindPresent(ReadOnlySpan<byte> text)
    {
        _present.Clear();
        _points.Clear();
        _mounts.BeginRound();
        var reader = new KernelTextReader(_file.Path, text);
        while (reader.NextLine())
        {
            Mount mount = _mounts[reader.Line];
            if (mount.Row is null)
            {
                continue;
            }
            int hidden = IndexOf(mount.Point.Path);
            if (hidden >= 0)
            {
                _present[hidden] = mount;
                _points[hidden] = mount.Point;
            }
            else
            {
                _present.Add(mount);
                _points.Add(mount.Point);
            }
        }
    }

    private int IndexOf(string path)
    {
        for (int i = 0; i < _points.Count; i++)
        {
            if (string.Equals(_points[i].Path, path, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }

    private static Mount MountOf(ReadOnlySpan<byte> line, KernelTree tree, NameFilter ignored)
    {
        var fields = new KernelTextReader(tree.PathOf("proc/mounts"), line);
        fields.NextLine();
        string device = MountNames.Unescape(fields.Field());
        string path = MountNames.Unescape(fields.Field());
        string type = MountNames.Unescape(fields.Field());
        string options = MountNames.Unescape(fields.Field());
        if (options.Length == 0)
        {
            throw fields.Fault("a mount has four fields at least: device, mount point, type and options");
        }
        SeriesRow? row = MountNames.IsReal(type, path) && !ignored.Ignores(path)
            ? new SeriesRow(Columns, LabelSet.Of(("mountpoint", path), ("device", device), ("fstype", type)))
            : null;
        return new Mount(row, new MountPoint(tree.Mapped(path)), options.Split(',').Contains("ro"));
    }

    /// <param name="Row">Null for what is not reported.</param>
    private sealed record Mount(SeriesRow? Row, MountPoint Point, bool IsReadOnly)
    {
        public void Add(MachineSamples samples)
        {
            Row!.Add(samples, ReadOnly, IsReadOnly ? 1 : 0);
            Row.Add(samples, Error, Point.Capacity is null ? 1 : 0);
            if (Point.Capacity is not { } capacity)
            {
                return;
            }
            Row.Add(samples, Size, capacity.Size);
            Row.Add(samples, Free, capacity.Free);
            Row.Add(samples, Available, capacity.Available);
            if (capacity.Files > 0)
            {
                Row.Add(samples, Files, capacity.Files);
                Row.Add(samples, FilesFree, capacity.FilesFree);
            }
        }
    }
}
