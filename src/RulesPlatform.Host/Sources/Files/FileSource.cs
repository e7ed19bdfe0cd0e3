using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Files;

/// <summary>
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

    public ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _read.Clear();
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
        }
        return ValueTask.CompletedTask;
    }

    public void Commit()
    {
        foreach (DroppedFile file in _read)
        {
            TryMove(file);
        }
        _read.Clear();
    }

    public void Dispose()
    {
    }

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
    }
}
