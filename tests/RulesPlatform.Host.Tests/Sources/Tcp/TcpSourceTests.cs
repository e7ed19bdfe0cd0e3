using System.Text;
using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Sources.Tcp;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Tcp;

[TestClass]
public sealed class TcpSourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [TestMethod]
    public async Task An_open_port_is_enough_where_nothing_is_expected()
    {
        await using var server = Saying("");
        CollectedSamples samples = await Probe(server.Address, new TcpSourceSettings());
        Assert.AreEqual(1, samples["probe_success"]);
        Assert.IsTrue(samples["probe_duration_seconds{phase=\"connect\"}"] > 0);
        Assert.IsFalse(samples.Has("probe_tcp_expect_match"));
    }

    [TestMethod]
    [DataRow("SSH-2.0-OpenSSH\r\nmore", "^SSH-2\\.0-\\w+$", 1.0)]
    [DataRow("220 ready\r\n", "^250", 0.0)]
    [DataRow("first\nsecond\n", "second", 0.0, DisplayName = "the first line alone is looked at")]
    [DataRow("no line break", "line", 1.0, DisplayName = "a line that the end of the connection ends")]
    public async Task Looks_for_what_the_first_line_should_hold(string said, string pattern, double found)
    {
        await using var server = Saying(said);
        CollectedSamples samples = await Probe(server.Address, new TcpSourceSettings(Expect: pattern));
        Assert.AreEqual(found, samples["probe_success"]);
        Assert.AreEqual(found, samples["probe_tcp_expect_match"]);
        Assert.AreEqual(1 - found, samples["probe_failure_reason{reason=\"body\"}"]);
    }

    [TestMethod]
    public async Task Sends_before_it_listens()
    {
        await using var server = new LoopbackServer(
            async (_, stream, cancellation) =>
            {
                byte[] buffer = new byte[64];
                int read = await stream.ReadAsync(buffer, cancellation);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(buffer, 0, read) == "PING\r\n" ? "+PONG\r\n" : "-ERR\r\n"), cancellation);
            },
            readsHead: false);
        CollectedSamples samples = await Probe(server.Address, new TcpSourceSettings("PING\r\n", "PONG"));
        Assert.AreEqual(1, samples["probe_success"]);
    }

    [TestMethod]
    public async Task Nobody_there_is_a_refusal()
    {
        CollectedSamples samples = await Probe($"127.0.0.1:{LoopbackServer.ClosedPort()}", new TcpSourceSettings());
        Assert.AreEqual(0, samples["probe_success"]);
        Assert.AreEqual(1, samples["probe_failure_reason{reason=\"refused\"}"]);
    }

    [TestMethod]
    public async Task A_connection_closed_without_a_word_is_cut()
    {
        await using var server = Saying("");
        CollectedSamples samples = await Probe(server.Address, new TcpSourceSettings(Expect: "x"));
        Assert.AreEqual(1, samples["probe_failure_reason{reason=\"reset\"}"]);
    }

    [TestMethod]
    public async Task Silence_is_a_timeout()
    {
        var time = new FakeTimeProvider();
        await using var server = new LoopbackServer(
            (_, _, cancellation) =>
            {
                time.Advance(TimeSpan.FromSeconds(5));
                return Task.Delay(Timeout.Infinite, cancellation);
            },
            readsHead: false);
        using var source = new TcpSource(new Target(server.Address, LabelSet.Empty), new TcpSourceSettings(Expect: "x"), TimeSpan.FromSeconds(5), time);
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.AreEqual(1, samples["probe_failure_reason{reason=\"timeout\"}"]);
    }

    [TestMethod]
    [DataRow("localhost")]
    [DataRow("localhost:0")]
    [DataRow("localhost:65536")]
    [DataRow("::1:80")]
    [DataRow(":80")]
    public void Refuses_an_address_that_is_none(string address)
    {
        ArgumentException failure = Assert.ThrowsExactly<ArgumentException>(
            () => new TcpSource(new Target(address, LabelSet.Empty), new TcpSourceSettings(), Patience, TimeProvider.System));
        StringAssert.Contains(failure.Message, $"'{address}'");
    }

    private static LoopbackServer Saying(string text) =>
        new((_, stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).AsTask(), readsHead: false);

    private static async Task<CollectedSamples> Probe(string address, TcpSourceSettings settings)
    {
        using var source = new TcpSource(new Target(address, LabelSet.Empty), settings, Patience, TimeProvider.System);
        return await CollectedSamples.From(source);
    }
}
