using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Tests.Responders;
using RulesPlatform.Host.Tests.Sources.Probes;

namespace RulesPlatform.Host.Tests.Sources.Http;

[TestClass]
public sealed class HttpFailureTests
{
    private static readonly TimeSpan Given = TimeSpan.FromSeconds(9.5);

    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    public async Task A_server_that_does_not_answer_is_a_timeout_just_before_the_job_gives_up()
    {
        await using WebSink server = await WebSink.Start(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        Task<ProbedSamples> asked = ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { ExpectBody = "x" }, _time));
        await server.Next();
        _time.Advance(Given);
        ProbedSamples samples = await asked;
        Assert.AreEqual("timeout", samples.Reason);
        Assert.AreEqual((9.5, 0.0), (samples.Phase("processing"), samples.Phase("transfer")));
        Assert.AreEqual((0.0, 0.0), (samples["probe_http_status_code"], samples["probe_http_version"]));
        Assert.AreEqual(0, samples["probe_http_body_match"]);
        Assert.IsFalse(samples.Has("probe_http_content_length_bytes"));
    }

    [TestMethod]
    public async Task A_body_that_does_not_end_is_a_timeout_of_the_transfer()
    {
        await using WebSink server = await WebSink.Start(async context =>
        {
            // Written only when the client reads, and so has the head.
            await context.Response.Body.WriteAsync(new byte[16 * 1024 * 1024], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            _time.Advance(Given);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url, time: _time));
        Assert.AreEqual("timeout", samples.Reason);
        Assert.AreEqual((0.0, 9.5), (samples.Phase("processing"), samples.Phase("transfer")));
        Assert.AreEqual(200, samples["probe_http_status_code"]);
        Assert.IsFalse(samples.Has("probe_http_content_length_bytes"));
    }

    [TestMethod]
    public async Task A_handshake_that_hangs_is_a_timeout_of_the_encryption()
    {
        await using var server = new RawServer(async (socket, stop) =>
        {
            await socket.ReceiveAsync(new byte[16], stop);
            _time.Advance(Given);
            await Task.Delay(Timeout.Infinite, stop);
        });
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open($"https://{server.Address}/", time: _time));
        Assert.AreEqual("timeout", samples.Reason);
        Assert.AreEqual((9.5, 0.0), (samples.Phase("tls"), samples.Phase("processing")));
    }

    [TestMethod]
    public async Task A_resolver_that_hangs_is_a_timeout()
    {
        Task<IPAddress[]> Lookup(string host, CancellationToken cancellation)
        {
            _time.Advance(Given);
            return new TaskCompletionSource<IPAddress[]>().Task;
        }
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open("http://slow.test/", time: _time, lookup: Lookup));
        Assert.AreEqual(("timeout", 9.5, 0.0), (samples.Reason, samples.Phase("resolve"), samples.Phase("processing")));
    }

    [TestMethod]
    public async Task An_unknown_name_is_dns()
    {
        var log = new ProbeLog();
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(
            "http://nowhere.test/p?token=s", lookup: (_, _) => throw new SocketException((int)SocketError.HostNotFound), log: log));
        Assert.AreEqual("dns", samples.Reason);
        StringAssert.StartsWith(log.Lines.Single(), "The check of http://nowhere.test/p fails (Dns): 'nowhere.test' cannot be resolved: ", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_closed_port_is_refused() =>
        Assert.AreEqual("refused", (await ProbedSamples.From(HttpChecks.Open($"http://127.0.0.1:{RawServer.ClosedPort()}/"))).Reason);

    [TestMethod]
    [DataRow("", false, "reset", DisplayName = "an end before the head")]
    [DataRow("", true, "reset", DisplayName = "a reset before the head")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Le", false, "reset", DisplayName = "an end within the head")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", false, "reset", DisplayName = "an end within the body")]
    [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n", false, "reset", DisplayName = "an end between chunks")]
    [DataRow("SSH-2.0-OpenSSH_9.9\r\n", false, "other", DisplayName = "another protocol")]
    public async Task A_connection_that_is_cut_is_reset(string answer, bool isReset, string reason)
    {
        await using var server = new RawServer(async (socket, stop) =>
        {
            await RawServer.HearHead(socket, stop);
            await RawServer.Say(socket, answer);
            if (isReset)
            {
                RawServer.Reset(socket);
            }
        });
        Assert.AreEqual(reason, (await ProbedSamples.From(HttpChecks.Open($"http://{server.Address}/"))).Reason);
    }

    [TestMethod]
    public async Task Being_told_to_stop_is_no_timeout()
    {
        using var stop = new CancellationTokenSource();
        await using WebSink server = await WebSink.Start(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await HttpChecks.Open(server.Url).Collect(ProbedSamples.Writer(), ProbedSamples.Slot, stop.Token));
    }
}
