using System.Diagnostics;

namespace RulesPlatform.Bench.Peers;

internal sealed class PrometheusServer() : Contender("Prometheus", "prometheus")
{
    public override string ReadyPath => "/-/ready";

    public override string StoredSeries => "prometheus_tsdb_head_samples_appended_total";

    public override ProcessStartInfo Prepare(TemporaryFolder folder, int port, IReadOnlyList<string> targets, string interval)
    {
        folder.Write("prometheus.yml", ScrapeConfig(targets, interval));
        return new ProcessStartInfo(
            Program,
            [$"--config.file={Path.Combine(folder.Path, "prometheus.yml")}", $"--storage.tsdb.path={Path.Combine(folder.Path, "data")}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]);
    }
}
