using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Prometheus;

/// <summary>The real thing, where it is installed.</summary>
[TestClass]
public sealed class NodeExporterTests
{
    private const string Name = "prometheus-node-exporter";

    [TestMethod]
    public async Task Scrapes_a_running_node_exporter_twice()
    {
        string program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists) ?? "";
        if (program.Length == 0)
        {
            Assert.Inconclusive($"{Name} is not installed on this machine");
        }
        int port = FreePort();
        var start = new ProcessStartInfo(program, [$"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]) { RedirectStandardError = true };
        using Process exporter = Process.Start(start)!;
        try
        {
            using var scrape = new Scrape($"http://127.0.0.1:{port}/metrics");
            await UntilListening(port, exporter);
            await scrape.Run();
            int series = scrape.Writer.Table.Count;
            Assert.IsGreaterThan(300, series);
            StringAssert.Contains(await scrape.Run(), "node_load1=");
            Assert.IsTrue(scrape.Writer.Table.TryFind(new SeriesKey("node_cpu_seconds_total", LabelSet.Of(("cpu", "0"), ("mode", "idle"))), out _));
            Assert.IsLessThan(series + 50, scrape.Writer.Table.Count, "a second scrape has the series of the first");
        }
        finally
        {
            exporter.Kill();
            await exporter.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task UntilListening(int port, Process exporter)
    {
        while (!exporter.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Yield();
            }
        }
        Assert.Fail($"{Name} ended: {await exporter.StandardError.ReadToEndAsync()}");
    }
}
