using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Tests.Collection;

/// <summary>One collector over scripted targets <c>a</c>, <c>b</c>, … and the batches that it handed over, as text.</summary>
internal sealed class CollectorWorld : IDisposable
{
    private static readonly string[] Own = ["scrape_duration_seconds", "scrape_samples_scraped"];
    private readonly Dictionary<string, ScriptedSource> _sources = [];

    public CollectorWorld() => Collector = new MetricCollector(Table, Open, Time);

    public TimerCountingTime Time { get; } = new();

    public SeriesTable Table { get; } = new();

    public MetricCollector Collector { get; }

    public List<SampleBatch> Batches { get; } = [];

    public List<ScriptedSource> Opened { get; } = [];

    public ScriptedSource this[string target] =>
        _sources.TryGetValue(target, out ScriptedSource? source) ? source : _sources[target] = new ScriptedSource();

    public static CollectionJob Job(string targets = "a", string name = "j", string hash = "", string keep = "", string drop = "") => new()
    {
        Name = name,
        Schedule = JobSchedule.Every(TimeSpan.FromSeconds(10)),
        Timeout = TimeSpan.FromSeconds(10),
        Source = new PushSourceSettings(),
        Targets = [.. targets.Split(' ').Select(address => new Target(address, LabelSet.Empty))],
        Keep = [.. keep.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => LabelMatcher.Parse("__name__", text))],
        Drop = [.. drop.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => LabelMatcher.Parse("__name__", text))],
        Origin = new Origin("collection/j.json", 1, 1),
        ContentHash = hash + targets + keep + drop,
    };

    /// <summary>Runs a slot in which every target settles by itself.</summary>
    public async Task<string> Slot(CollectionJob job, long seconds)
    {
        int before = Batches.Count;
        await Start(job, seconds, cut: 5);
        return string.Join(" | ", Batches.Skip(before).Select(batch => Text(batch)));
    }

    public Task<bool> Start(CollectionJob job, long seconds, int cut, CancellationToken cancellation = default) =>
        Collector.Collect(job, new Slot(seconds * 1000), TimeSpan.FromSeconds(cut), Accept, cancellation);

    public ValueTask Accept(SampleBatch batch)
    {
        Batches.Add(batch);
        return ValueTask.CompletedTask;
    }

    /// <summary><c>a: up=1 m=2 n=end; b: up=0 (reason)</c>; <c>late</c> before a late batch. Durations and counts only where asked for.</summary>
    public string Text(SampleBatch batch, bool whole = false)
    {
        IEnumerable<string> targets = batch.Targets.Select(report =>
        {
            IEnumerable<string> samples = Enumerable.Range(report.First, report.Count)
                .Select(i => (Key: Table[new SeriesId(batch.Series[i])], Value: batch.Values[i], Time: batch.TimeOf(i)))
                .Where(sample => whole || !Own.Contains(sample.Key.Metric))
                .Select(sample => $"{sample.Key.Metric}={(Staleness.IsMarker(sample.Value) ? "end" : sample.Value)}{(sample.Time == batch.Slot.UnixMs ? "" : $"@{sample.Time}")}");
            return $"{report.Target}: {string.Join(' ', samples)}{(report.Reason is null ? "" : $" ({report.Reason})")}";
        });
        return (batch.IsLate ? "late " : "") + string.Join("; ", targets);
    }

    public void Dispose() => Collector.Dispose();

    private ScriptedSource Open(CollectionJob job, Target target)
    {
        ScriptedSource source = this[target.Address];
        Opened.Add(source);
        return source;
    }
}
