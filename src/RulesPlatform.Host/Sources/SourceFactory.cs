using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Host.Sources.Files;
using RulesPlatform.Host.Sources.HealthChecks;
using RulesPlatform.Host.Sources.Http;
using RulesPlatform.Host.Sources.Machine;
using RulesPlatform.Host.Sources.Prometheus;
using RulesPlatform.Host.Sources.Self;
using RulesPlatform.Host.Sources.Tcp;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources;

/// <summary>From a job's settings to the source that asks one of its targets. One a process.</summary>
internal sealed class SourceFactory(MetricCatalog catalog, MeterLedger ledger, TimeProvider time, ILoggerFactory logs) : IDisposable
{
    private readonly HttpMessageInvoker _scrapes = ScrapeClient.Create();

    public IMetricSource Open(CollectionJob job, Target target) => job.Source switch
    {
        HostSourceSettings settings => HostSource.OfThisMachine(settings, logs.CreateLogger<HostSource>()),
        PrometheusSourceSettings => new PrometheusSource(job, target, catalog, _scrapes),
        HttpSourceSettings settings => new HttpSource(settings, target, job.Timeout, time, logs.CreateLogger<HttpSource>()),
        TcpSourceSettings settings => new TcpSource(settings, target, job.Timeout, time, logs.CreateLogger<TcpSource>()),
        HealthChecksSourceSettings settings => new HealthChecksSource(settings, target),
        FileSourceSettings => new FileSource(job, target, catalog),
        SelfSourceSettings => new SelfSource(ledger),
        _ => throw new SourceFaultException($"'{job.Source.Kind}' cannot be collected: samples of this kind are sent, not asked for"),
    };

    public void Dispose() => _scrapes.Dispose();
}
