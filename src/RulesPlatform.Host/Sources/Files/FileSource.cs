using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Files;

/// <summary>
/// Files dropped into a folder: CSV (<c>.csv</c>) and Prometheus text or OpenMetrics (<c>.prom</c>, <c>.txt</c>, <c>.om</c>). A file is read once it
/// has not changed for one slot; after its samples are stored it is moved to <c>done/</c>, a malformed one to <c>failed/</c> with
/// <c>NAME.reason.txt</c> beside it and nothing of it kept. Names that begin with a dot or end in <c>.tmp</c> or <c>.part</c> are left alone. After a
/// crash between storing and moving a file is read again; its samples are then known by their times.
/// </summary>
internal sealed class FileSource(FileSourceSettings settings, Target target, MetricCatalog catalog) : ICommittedSource
{
    private const int MostFilesASlot = 100;

    private readonly Dictionary<string, (long Length, DateTime Written)> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _read = [];

    public ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _read.Clear();
        var folder = new DirectoryInfo(target.Address);
        if (!folder.Exists)
        {
            throw new SourceFaultException($"there is no folder {target.Address}; make it, or correct the target");
        }
        try
        {
            foreach (FileInfo file in Ready(folder).OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).Take(MostFilesASlot))
            {
                cancellation.ThrowIfCancellationRequested();
                Take(file, writer, slot);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFaultException($"{target.Address} cannot be read: {failure.Message}", failure);
        }
        return ValueTask.CompletedTask;
    }

    public void Commit()
    {
        foreach (string path in _read)
        {
            Move(path, "done");
        }
        _read.Clear();
    }

    public void Dispose()
    {
    }

    /// <summary>Files that stand as they stood at the slot before.</summary>
    private List<FileInfo> Ready(DirectoryInfo folder)
    {
        var ready = new List<FileInfo>();
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (FileInfo file in folder.EnumerateFiles(settings.Pattern))
        {
            if (file.Name.StartsWith('.') || file.Extension is ".tmp" or ".part")
            {
                continue;
            }
            present.Add(file.FullName);
            (long, DateTime) now = (file.Length, file.LastWriteTimeUtc);
            if (_seen.TryGetValue(file.FullName, out (long, DateTime) before) && before == now)
            {
                ready.Add(file);
            }
            _seen[file.FullName] = now;
        }
        foreach (string gone in _seen.Keys.Where(path => !present.Contains(path)).ToList())
        {
            _seen.Remove(gone);
        }
        return ready;
    }

    private void Take(FileInfo file, SampleWriter writer, Slot slot)
    {
        // A file's samples are gathered apart, so that a malformed one leaves those before it alone.
        var own = new SampleWriter(writer.Table, writer.Guards, writer.TargetLabels);
        try
        {
            if (file.Length > writer.Guards.MaxBodyBytes)
            {
                throw new SourceFaultException($"{file.Length} bytes, and at most {writer.Guards.MaxBodyBytes} are allowed (guards.maxBodyBytes)");
            }
            byte[] body = File.ReadAllBytes(file.FullName);
            if (file.Extension == ".csv")
            {
                CsvSamples.Read(body, own);
            }
            else
            {
                ExpositionFormat format = file.Extension == ".om" ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
                new ExpositionParser(catalog, LabelClash.TheirsWins, honorTimestamps: true).Parse(body, format, own, slot.UnixMs);
            }
        }
        catch (SourceFaultException flaw)
        {
            string moved = Move(file.FullName, "failed");
            File.WriteAllText(moved + ".reason.txt", flaw.Message + Environment.NewLine);
            return;
        }
        foreach (int i in Enumerable.Range(0, own.Count).OrderBy(i => own.Times.Length == 0 ? 0 : own.Times[i]))
        {
            long time = own.Times.Length == 0 ? 0 : own.Times[i];
            writer.Add(new SeriesId(own.Series[i]), own.Values[i], time == 0 ? slot.UnixMs : time);
        }
        _read.Add(file.FullName);
    }

    private static string Move(string path, string folder)
    {
        string to = Path.Combine(Path.GetDirectoryName(path)!, folder, Path.GetFileName(path));
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(path, to, overwrite: true);
        return to;
    }
}
