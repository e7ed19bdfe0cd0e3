using System.Text;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Host.Sources.Files;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Files;

/// <summary>A folder of its own, a file source on it, and slots 10 s apart. Files are written with the time that the test gives.</summary>
internal sealed class DroppedFiles : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly string _path = Directory.CreateTempSubdirectory("drop").FullName;
    private readonly FileSource _source;
    private Slot _slot = new(Start.ToUnixTimeMilliseconds());

    public DroppedFiles(CollectionGuards? guards = null, string pattern = "*", string? path = null)
    {
        var job = new CollectionJob
        {
            Name = "j",
            Schedule = JobSchedule.Every(TimeSpan.FromSeconds(10)),
            Timeout = TimeSpan.FromSeconds(10),
            Source = new FileSourceSettings(pattern),
            Targets = [new Target(path ?? _path, LabelSet.Empty)],
            Guards = guards ?? new CollectionGuards(),
            Origin = new Origin("collection/j.json", 1, 1),
            ContentHash = "1",
        };
        _source = new FileSource(job, job.Targets[0], new MetricCatalog());
        Writer = new SampleWriter(new SeriesTable(), job.Guards, LabelSet.Of(("job", "j"), ("instance", "folder")));
    }

    public SampleWriter Writer { get; }

    public string Root => _path;

    /// <param name="age">How long before the slot to come the file was written.</param>
    public void Write(string name, string content, int age = 60)
    {
        string file = Path.Combine(_path, name);
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes(content));
        File.SetLastWriteTimeUtc(file, _slot.Instant.UtcDateTime.AddSeconds(-age));
    }

    public async Task<string> Slot(bool isStored = true)
    {
        Writer.Clear();
        await _source.Collect(Writer, _slot, CancellationToken.None);
        if (isStored)
        {
            _source.Commit();
        }
        _slot += TimeSpan.FromSeconds(10);
        return string.Join(' ', Enumerable.Range(0, Writer.Count).Select(i =>
            $"{Writer.Table[new SeriesId(Writer.Series[i])].Metric}={Writer.Values[i]}@{(Writer.Times[i] - Start.ToUnixTimeMilliseconds()) / 1000.0}"));
    }

    /// <summary>Every file below the folder.</summary>
    public string Files() => string.Join(' ', Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_path, file).Replace('\\', '/')).Order(StringComparer.Ordinal));

    public string Reason(string name) => File.ReadAllText(Path.Combine(_path, "failed", name + ".reason"));

    public void Dispose()
    {
        _source.Dispose();
        Directory.Delete(_path, recursive: true);
    }
}
