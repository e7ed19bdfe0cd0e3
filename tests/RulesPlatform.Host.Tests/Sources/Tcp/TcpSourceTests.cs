using System.Net;
using System.Net.Sockets;
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
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    public async Task An_open_port_passes_with_each_phase_and_every_reason()
    {
        await using var server = new RawServer(async (socket, stop) => await socket.ReceiveAsync(new byte[1], stop));
        ProbedSamples samples = await ProbedSamples.From(Open(server.Address));
        Assert.AreEqual("none", samples.Reason);
        CollectionAssert.AreEqual(
            new[]
            {
                "probe_success", "probe_failure{reason=\"timeout\"}", "probe_failure{reason=\"dns\"}", "probe_failure{reason=\"refused\"}",
                "probe_failure{reason=\"reset\"}", "probe_failure{reason=\"tls\"}", "probe_failure{reason=\"status\"}",
                "probe_failure{reason=\"body\"}", "probe_failure{reason=\"redirect\"}", "probe_failure{reason=\"other\"}",
                "probe_duration_seconds{phase=\"resolve\"}", "probe_duration_seconds{phase=\"connect\"}", "probe_duration_seconds{phase=\"answer\"}",
            },
            samples.Names.ToArray());
    }

    [TestMethod]
    public async Task Time_goes_to_the_phase_that_took_it()
    {
        await using var server = new RawServer(async (socket, stop) =>
        {
            await socket.ReceiveAsync(new byte[16], stop);
            _time.Advance(TimeSpan.FromMilliseconds(30));
            await RawServer.Say(socket, "+PONG\r\n");
        });
        Task<IPAddress[]> Lookup(string host, CancellationToken cancellation)
        {
            Assert.AreEqual("cache.test", host);
            _time.Advance(TimeSpan.FromMilliseconds(70));
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        }
        var source = new TcpSource(new TcpSourceSettings("PING\r\n", "PONG"), Of($"cache.test:{server.Port}"), Timeout, _time, lookup: Lookup);
        ProbedSamples samples = await ProbedSamples.From(source);
        Assert.AreEqual("none", samples.Reason);
        Assert.AreEqual((0.07, 0.0, 0.03), (samples.Phase("resolve"), samples.Phase("connect"), samples.Phase("answer")));
    }

    [TestMethod]
    [DataRow("220 mail ready\r\nmore", "^220 .*ready$", "none", DisplayName = "the first line without its break")]
    [DataRow("220 mail ready", "ready$", "none", DisplayName = "a line that the end of the connection ends")]
    [DataRow("first\nsecond\n", "second", "body", DisplayName = "later lines do not count")]
    [DataRow("554 no\r\n", "^220", "body")]
    [DataRow("", "^220", "reset", DisplayName = "closed without a word")]
    public async Task The_first_line_is_looked_at(string answer, string expected, string reason)
    {
        await using RawServer server = RawServer.Saying(answer);
        Assert.AreEqual(reason, (await ProbedSamples.From(Open(server.Address, new TcpSourceSettings(Expect: expected)))).Reason);
    }

    [TestMethod]
    public async Task A_line_without_an_end_is_read_to_its_bound()
    {
        await using RawServer server = RawServer.Saying(new string('a', 10_000) + "needle");
        Assert.AreEqual("body", (await ProbedSamples.From(Open(server.Address, new TcpSourceSettings(Expect: "needle")))).Reason);
    }

    [TestMethod]
    public async Task What_is_sent_arrives()
    {
        var heard = new TaskCompletionSource<string>();
        await using var server = new RawServer(async (socket, stop) =>
        {
            heard.SetResult(await RawServer.HearHead(socket, stop));
            await RawServer.Say(socket, "ok\n");
        });
        ProbedSamples samples = await ProbedSamples.From(Open(server.Address, new TcpSourceSettings("héllo\r\n\r\n", "ok")));
        Assert.AreEqual("none", samples.Reason);
        Assert.AreEqual("héllo\r\n\r\n", await heard.Task);
    }

    [TestMethod]
    public async Task A_silent_server_is_a_timeout_just_before_the_job_gives_up()
    {
        var connected = new TaskCompletionSource();
        await using var server = new RawServer(async (socket, stop) =>
        {
            await socket.ReceiveAsync(new byte[16], stop);
            connected.SetResult();
            await socket.ReceiveAsync(new byte[16], stop);
        });
        Task<ProbedSamples> asked = ProbedSamples.From(Open(server.Address, new TcpSourceSettings("hello\n", "hello")));
        await connected.Task;
        _time.Advance(TimeSpan.FromSeconds(9.5));
        ProbedSamples samples = await asked;
        Assert.AreEqual("timeout", samples.Reason);
        Assert.AreEqual(9.5, samples.Phase("answer"));
    }

    [TestMethod]
    public async Task A_resolver_that_hangs_is_a_timeout()
    {
        var asked = new TaskCompletionSource();
        var source = new TcpSource(new TcpSourceSettings(), Of("slow.test:1"), Timeout, _time, lookup: (_, _) =>
        {
            asked.SetResult();
            return new TaskCompletionSource<IPAddress[]>().Task;
        });
        Task<ProbedSamples> answer = ProbedSamples.From(source);
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(9.5));
        Assert.AreEqual("timeout", (await answer).Reason);
        Assert.AreEqual(9.5, (await answer).Phase("resolve"));
    }

    [TestMethod]
    public async Task An_unknown_name_is_dns()
    {
        var source = new TcpSource(new TcpSourceSettings(), Of("nowhere.test:1"), Timeout, _time, lookup: (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        Assert.AreEqual("dns", (await ProbedSamples.From(source)).Reason);
    }

    [TestMethod]
    public async Task A_closed_port_is_refused() =>
        Assert.AreEqual("refused", (await ProbedSamples.From(Open($"127.0.0.1:{RawServer.ClosedPort()}"))).Reason);

    [TestMethod]
    public async Task A_connection_cut_while_waiting_is_reset()
    {
        await using var server = new RawServer(async (socket, stop) =>
        {
            await socket.ReceiveAsync(new byte[16], stop);
            RawServer.Reset(socket);
        });
        Assert.AreEqual("reset", (await ProbedSamples.From(Open(server.Address, new TcpSourceSettings("x", "y")))).Reason);
    }

    [TestMethod]
    public async Task A_reason_is_told_once_and_its_end_too()
    {
        bool answers = false;
        await using var server = new RawServer(async (socket, _) => await RawServer.Say(socket, answers ? "yes\n" : "no\n"));
        var log = new ProbeLog();
        var source = new TcpSource(new TcpSourceSettings(Expect: "yes"), Of(server.Address), Timeout, _time, log);
        await ProbedSamples.From(source);
        await ProbedSamples.From(source);
        answers = true;
        await ProbedSamples.From(source);
        await ProbedSamples.From(source);
        CollectionAssert.AreEqual(
            new[]
            {
                $"The check of {server.Address} fails (Body): the first line answered does not contain what options.expect asks for",
                $"The check of {server.Address} passes again",
            },
            log.Lines);
    }

    [TestMethod]
    public async Task Being_told_to_stop_is_no_timeout()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new RawServer(async (socket, end) =>
        {
            await stop.CancelAsync();
            await socket.ReceiveAsync(new byte[16], end);
        });
        TcpSource source = Open(server.Address, new TcpSourceSettings(Expect: "x"));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await source.Collect(ProbedSamples.Writer(), ProbedSamples.Slot, stop.Token));
    }

    [TestMethod]
    [DataRow("db.test", DisplayName = "no port")]
    [DataRow("db.test:0")]
    [DataRow("db.test:65536")]
    [DataRow("::1:80", DisplayName = "IPv6 without brackets")]
    [DataRow("tcp://db.test:80")]
    public async Task An_address_written_wrongly_is_a_fault(string address)
    {
        SourceFaultException fault = await ProbedSamples.Fault(() => Open(address));
        Assert.AreEqual($"'{address}' is no address that a TCP check can ask; write host:port, or [address]:port for IPv6", fault.Message);
    }

    [TestMethod]
    public async Task A_pattern_that_needs_backtracking_is_a_fault()
    {
        SourceFaultException fault = await ProbedSamples.Fault(() => Open("db.test:80", new TcpSourceSettings(Expect: @"(a)\1")));
        StringAssert.StartsWith(fault.Message, @"'(a)\1' in options.expect is no regular expression that can be matched without backtracking: ", StringComparison.Ordinal);
    }

    private static Target Of(string address) => new(address, LabelSet.Empty);

    private TcpSource Open(string address, TcpSourceSettings? settings = null) => new(settings ?? new TcpSourceSettings(), Of(address), Timeout, _time);
}
