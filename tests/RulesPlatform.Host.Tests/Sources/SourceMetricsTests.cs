using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using RulesPlatform.Host.Sources.HealthChecks;
using RulesPlatform.Host.Sources.Machine;
using RulesPlatform.Host.Sources.Tcp;
using RulesPlatform.Host.Tests.Responders;
using RulesPlatform.Host.Tests.Sources.Http;
using RulesPlatform.Host.Tests.Sources.Machine;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Checks;

namespace RulesPlatform.Host.Tests.Sources;

/// <summary>What lint holds for the whole of a source's metrics and labels is at least what the source gives: else it would warn of what works.</summary>
[TestClass]
public sealed class SourceMetricsTests
{
    private static readonly HostSourceSettings Settings = new(["nginx", "dotnet"], [], []);

    [TestMethod]
    [DataRow("linux-4.4")]
    [DataRow("linux-5.15-container")]
    [DataRow("linux-6.18")]
    public async Task The_machine_gives_nothing_that_lint_does_not_know(string name)
    {
        using var tree = RecordedTree.Of(name);
        using HostSource source = HostSource.OfLinux(
            Settings, tree.Root, _ => new MountCapacity(1e9, 1e8, 1e8, 1000, 500), TimeSpan.FromSeconds(5), NullLogger<HostSource>.Instance);
        await Hold("host", source, atLeast: 50);
    }

    [TestMethod]
    public async Task This_machine_gives_nothing_that_lint_does_not_know()
    {
        using HostSource kernel = HostSource.OfThisMachine(Settings, NullLogger<HostSource>.Instance);
        await Hold("host", kernel, atLeast: 10);
        using HostSource framework = HostSource.OfFramework(Settings, NullLogger<HostSource>.Instance);
        await Hold("host", framework, atLeast: 10);
    }

    [TestMethod]
    public async Task Checks_give_nothing_that_lint_does_not_know()
    {
        await using var secure = new TlsServer(new DateTimeOffset(2090, 6, 1, 12, 0, 0, TimeSpan.Zero));
        await Hold("http", HttpChecks.Open(secure.Url, HttpChecks.Plain with { VerifyCertificate = false, ExpectBody = "." }), atLeast: 20);
        await using WebSink health = await WebSink.Start(context => context.Response.WriteAsync(
            """{ "status": "Healthy", "totalDuration": "00:00:00.5", "entries": { "db": { "status": "Healthy", "duration": "00:00:00.1", "data": { "open": 3 } } } }"""));
        await Hold("healthchecks", new HealthChecksSource(new HealthChecksSourceSettings(new Dictionary<string, Secret>()), new Target(health.Url, LabelSet.Empty)), atLeast: 5);
        await using var port = new RawServer(async (socket, stop) => await socket.ReceiveAsync(new byte[1], stop));
        await Hold("tcp", new TcpSource(new TcpSourceSettings(), new Target(port.Address, LabelSet.Empty), TimeSpan.FromSeconds(10), TimeProvider.System), atLeast: 10);
    }

    private static async Task Hold(string name, IMetricSource source, int atLeast)
    {
        SampleWriter writer = ProbedSamples.Writer();
        await source.Collect(writer, ProbedSamples.Slot, CancellationToken.None);
        SeriesKey[] given = [.. Enumerable.Range(0, writer.Count).Select(i => writer.Table[new SeriesId(writer.Series[i])])];
        Assert.IsGreaterThanOrEqualTo(atLeast, given.Length);
        Assert.AreEqual("", string.Join('\n', given.Where(key => !IsKnown(name, key))));
    }

    private static bool IsKnown(string source, SeriesKey key) =>
        SourceMetrics.MayGive(source, key.Metric) && SourceMetrics.LabelsOf(source, key.Metric) is { } labels
        && key.Labels.All(label => label.Name == "instance" || labels.Contains(label.Name));
}
