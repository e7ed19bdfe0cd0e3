using System.Diagnostics;

namespace RulesPlatform.Bench.Peers;

internal sealed class VictoriaMetricsServer() : Contender("VictoriaMetrics", "victoria-metrics")
{
    public override string ReadyPath => "/health";

    public override string StoredSeries => "vm_rows_inserted_total{type=\"promscrape\"";

    public override ProcessStartInfo Prepare(TemporaryFolder folder, int port, IReadOnlyList<string> targets, string interval)
    {
        folder.Write("prometheus.yml", ScrapeConfig(targets, interval));
        return new ProcessStartInfo(
            Program,
            [$"-promscrape.config={Path.Combine(folder.Path, "prometheus.yml")}", $"-storageDataPath={Path.Combine(folder.Path, "data")}", $"-httpListenAddr=127.0.0.1:{port}", "-loggerLevel=ERROR"]);
    }
}
