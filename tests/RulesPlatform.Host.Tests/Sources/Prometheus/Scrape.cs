using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Host.Sources.Prometheus;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Prometheus;

/// <summary>One source, its writer and its client.</summary>
internal sealed class Scrape : IDisposable
{
    private readonly HttpMessageInvoker _http = ScrapeClient.Create();
    private readonly PrometheusSource _source;

    public Scrape(string address, CollectionGuards? guards = null, (string Name, string Value)? headers = null, Secret? secret = null)
    {
        Dictionary<string, Secret> sent = [];
        if (headers is { } header)
        {
            sent[header.Name] = Secret.Literal(header.Value);
        }
        if (secret is not null)
        {
            sent["Authorization"] = secret;
        }
        var job = new CollectionJob
        {
            Name = "j",
            Schedule = JobSchedule.Every(TimeSpan.FromSeconds(15)),
            Timeout = TimeSpan.FromSeconds(10),
            Source = new PrometheusSourceSettings(sent),
            Targets = [new Target(address, LabelSet.Empty)],
            Guards = guards ?? new CollectionGuards(),
            Origin = new Origin("collection/j.json", 1, 1),
            ContentHash = "1",
        };
        Writer = new SampleWriter(new SeriesTable(), job.Guards, LabelSet.Empty);
        _source = new PrometheusSource(job, job.Targets[0], new MetricCatalog(), _http);
    }

    public SampleWriter Writer { get; }

    /// <summary><c>metric=value</c> of every sample.</summary>
    public async Task<string> Run(CancellationToken cancellation = default)
    {
        Writer.Clear();
        await _source.Collect(Writer, new Slot(0), cancellation);
        return string.Join(' ', Enumerable.Range(0, Writer.Count).Select(i => $"{Writer.Table[new SeriesId(Writer.Series[i])].Metric}={Writer.Values[i]}"));
    }

    public void Dispose()
    {
        _source.Dispose();
        _http.Dispose();
    }
}
