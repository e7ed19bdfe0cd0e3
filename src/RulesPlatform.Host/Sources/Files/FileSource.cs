using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Files;

/// <summary>
<<<<<<< HEAD
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
=======
/// Files dropped into the folder that is the target's address: <c>.csv</c> as <see cref="CsvParser"/> has it, <c>.prom</c> and <c>.txt</c> Prometheus text,
/// <c>.om</c> OpenMetrics. Samples without a time get the file's. Labels in the file win over ours.
/// <para>A file is all or nothing: whole, it goes to <c>done/</c> once its samples are durable; else to <c>failed/</c> with a <c>.reason</c>, and the target is up
/// all the same. A slot takes at most <see cref="CollectionGuards.MaxSamples"/> samples and <see cref="CollectionGuards.MaxTextBytes"/> bytes; what is left waits for the next.</para>
/// </summary>
internal sealed class FileSource : ICommittedSource
{
    private readonly DropFolder _folder;
    private readonly CollectionGuards _guards;
    private readonly MetricCatalog _catalog;
    private readonly List<DroppedFile> _read = [];
    private readonly HashSet<DroppedFile> _unmoved = [];

    public FileSource(CollectionJob job, Target target, MetricCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(target);
        (_guards, _catalog) = (job.Guards, catalog);
        _folder = new DropFolder(target.Address, ((FileSourceSettings)job.Source).Pattern, job.Schedule.Interval ?? job.Timeout);
    }
>>>>>>> collect

    public ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _read.Clear();
<<<<<<< HEAD
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
=======
        long bytes = 0;
        var staged = new SampleWriter(writer.Table, writer.Guards, writer.TargetLabels, writer.Filter);
        foreach (DroppedFile file in _folder.Look(slot))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_unmoved.Contains(file))
            {
                TryMove(file);
                continue;
            }
            bytes += file.Size;
            if (_read.Count > 0 && bytes > _guards.MaxTextBytes)
            {
                break;
            }
            if (!TryStage(file, staged))
            {
                continue;
            }
            if (writer.Count + staged.Count > _guards.MaxSamples)
            {
                break;
            }
            Append(staged, writer);
            _read.Add(file);
>>>>>>> collect
        }
        return ValueTask.CompletedTask;
    }

    public void Commit()
    {
<<<<<<< HEAD
        foreach (string path in _read)
        {
            Move(path, "done");
=======
        foreach (DroppedFile file in _read)
        {
            TryMove(file);
>>>>>>> collect
        }
        _read.Clear();
    }

    public void Dispose()
    {
    }

<<<<<<< HEAD
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
=======
    /// <summary>A file that cannot be moved is remembered, so that it is not read again.</summary>
    private void TryMove(DroppedFile file)
    {
        try
        {
            _folder.MoveToDone(file);
            _unmoved.Remove(file);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            _unmoved.Add(file);
        }
    }

    private bool TryStage(DroppedFile file, SampleWriter staged)
    {
        staged.Clear();
        string reason;
        try
        {
            if (file.Size > _guards.MaxBodyBytes)
            {
                throw new SourceFaultException($"the file has {file.Size} bytes, more than {_guards.MaxBodyBytes} (guards.maxBodyBytes); split it or raise the guard");
            }
            if (_folder.Read(file) is not { } bytes)
            {
                return false;
            }
            Parse(file, bytes, staged);
            return true;
        }
        catch (SourceFaultException fault)
        {
            reason = fault.Message;
        }
        Refuse(file, reason);
        return false;
    }

    private void Parse(DroppedFile file, byte[] bytes, SampleWriter staged)
    {
        string ending = Path.GetExtension(file.Name).ToLowerInvariant();
        switch (ending)
        {
            case ".csv":
                CsvParser.Parse(bytes, staged, file.WrittenAt);
                break;
            case ".prom" or ".txt" or ".om":
                ExpositionFormat format = ending == ".om" ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
                byte[] whole = bytes is [.., (byte)'\n'] or [] ? bytes : [.. bytes, (byte)'\n'];
                new ExpositionParser(_catalog, LabelClash.TheirsWins, honorTimestamps: true).Parse(whole, format, staged, file.WrittenAt);
                break;
            default:
                throw new SourceFaultException($"the ending '{ending}' tells no format; name the file .csv, .prom, .txt or .om");
        }
    }

    private void Refuse(DroppedFile file, string reason)
    {
        try
        {
            _folder.MoveToFailed(file, reason);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFaultException($"the file {file.Name} cannot be read ({reason}) nor moved to failed/: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static void Append(SampleWriter staged, SampleWriter writer)
    {
        for (int i = 0; i < staged.Count; i++)
        {
            writer.Add(new SeriesId(staged.Series[i]), staged.Values[i], staged.Times[i]);
        }
        for (int i = 0; i < staged.Dropped; i++)
        {
            writer.Drop();
        }
>>>>>>> collect
    }
}
