<<<<<<< HEAD
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Sources.Http;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;
=======
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Sources.Http;
using RulesPlatform.Host.Tests.Responders;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
>>>>>>> probes2

namespace RulesPlatform.Host.Tests.Sources.Http;

[TestClass]
public sealed class HttpSourceTests
{
<<<<<<< HEAD
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly DateTimeOffset Expiry = new(2041, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [TestMethod]
    public async Task Tells_what_a_good_answer_took()
    {
        await using var server = LoopbackServer.Answering(Ok);
        CollectedSamples samples = await Probe(server.Url, Settings());
        Assert.AreEqual(1, samples["probe_success"]);
        Assert.AreEqual(200, samples["probe_http_status_code"]);
        Assert.AreEqual(1.1, samples["probe_http_version"]);
        Assert.AreEqual(5, samples["probe_http_content_length_bytes"]);
        Assert.AreEqual(0, samples["probe_http_redirects"]);
        Assert.IsTrue(samples["probe_duration_seconds{phase=\"connect\"}"] > 0);
        Assert.IsTrue(samples["probe_duration_seconds{phase=\"processing\"}"] > 0);
        Assert.AreEqual(0, samples["probe_duration_seconds{phase=\"tls\"}"]);
        Assert.AreEqual(5, samples.Named("probe_duration_seconds").Count());
        Assert.AreEqual(9, samples.Named("probe_failure_reason").Count(series => samples[series] == 0));
        Assert.IsFalse(samples.Has("probe_ssl_earliest_cert_expiry_seconds"));
    }

    [TestMethod]
    public async Task Opens_a_connection_each_time_so_that_its_phases_are_real()
    {
        await using var server = LoopbackServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var source = new HttpSource(TargetOf(server.Url), Settings(), Patience, TimeProvider.System);
        var samples = new CollectedSamples();
        await samples.Collect(source);
        await samples.Collect(source);
        Assert.AreEqual(2, server.Connections);
        Assert.IsTrue(samples["probe_duration_seconds{phase=\"connect\"}"] > 0);
    }

    [TestMethod]
    [DataRow("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "status", 404)]
    [DataRow("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", "status", 503)]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello", "reset", 200, DisplayName = "cut in the body")]
    [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "reset", 200, DisplayName = "cut before the last chunk")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Le", "reset", 0, DisplayName = "cut in the head")]
    [DataRow("", "reset", 0, DisplayName = "closed without a word")]
    [DataRow("SSH-2.0-OpenSSH_9.6\r\n\r\n", "other", 0, DisplayName = "another protocol")]
    [DataRow("HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", "redirect", 302, DisplayName = "a redirect out of HTTP")]
    [DataRow("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "redirect", 302, DisplayName = "a redirect in a circle")]
    public async Task A_bad_answer_fails_the_check_and_not_the_collection(string response, string reason, int status)
    {
        await using var server = LoopbackServer.Answering(response);
        CollectedSamples samples = await Probe(server.Url, Settings());
        AssertFailed(samples, reason);
        Assert.AreEqual(status, samples["probe_http_status_code"]);
    }

    [TestMethod]
    public async Task Nobody_there_is_a_refusal()
    {
        CollectedSamples samples = await Probe($"http://127.0.0.1:{LoopbackServer.ClosedPort()}/", Settings());
        AssertFailed(samples, "refused");
    }

    [TestMethod]
    public async Task No_answer_in_time_is_a_timeout()
    {
        var time = new FakeTimeProvider();
        await using var server = new LoopbackServer((_, _, cancellation) =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return Task.Delay(Timeout.Infinite, cancellation);
        });
        using var source = new HttpSource(TargetOf(server.Url), Settings(), TimeSpan.FromSeconds(10), time);
        CollectedSamples samples = await CollectedSamples.From(source);
        AssertFailed(samples, "timeout");
        Assert.AreEqual(10, samples["probe_duration_seconds{phase=\"processing\"}"], 1e-9);
    }

    [TestMethod]
    public async Task A_body_that_never_ends_is_a_timeout_of_the_transfer()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nslow"u8.ToArray(), cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        using var source = new HttpSource(TargetOf(server.Url), Settings(), TimeSpan.FromSeconds(1.5), TimeProvider.System);
        CollectedSamples samples = await CollectedSamples.From(source);
        AssertFailed(samples, "timeout");
        Assert.AreEqual(200, samples["probe_http_status_code"]);
        Assert.IsTrue(samples["probe_duration_seconds{phase=\"transfer\"}"] > samples["probe_duration_seconds{phase=\"connect\"}"]);
    }

    [TestMethod]
    public async Task The_end_of_the_platform_is_no_timeout()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer(async (_, _, cancellation) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        using var source = new HttpSource(TargetOf(server.Url), Settings(), Patience, TimeProvider.System);
        await Assert.ThrowsAsync<OperationCanceledException>(() => new CollectedSamples().Collect(source, stop.Token));
    }

    [TestMethod]
    [DataRow("404", 1.0)]
    [DataRow("200,404", 1.0)]
    [DataRow("200", 0.0)]
    public async Task The_expected_statuses_are_those_of_the_rule_file(string expected, double success)
    {
        await using var server = LoopbackServer.Answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        CollectedSamples samples = await Probe(
            server.Url, Settings() with { ExpectStatus = [.. expected.Split(',').Select(status => int.Parse(status, CultureInfo.InvariantCulture))] });
        Assert.AreEqual(success, samples["probe_success"]);
    }

    [TestMethod]
    [DataRow("h.llo", 1.0)]
    [DataRow("^bye", 0.0)]
    public async Task Looks_for_what_the_body_should_hold(string pattern, double found)
    {
        await using var server = LoopbackServer.Answering(Ok);
        CollectedSamples samples = await Probe(server.Url, Settings() with { ExpectBody = pattern });
        Assert.AreEqual(found, samples["probe_success"]);
        Assert.AreEqual(found, samples["probe_http_body_match"]);
        Assert.AreEqual(1 - found, samples["probe_failed_due_to_body"]);
        Assert.AreEqual(1 - found, samples["probe_failure_reason{reason=\"body\"}"]);
    }

    [TestMethod]
    public async Task A_length_that_is_not_told_is_counted()
    {
        await using var server = LoopbackServer.Answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n4\r\n you\r\n0\r\n\r\n");
        CollectedSamples samples = await Probe(server.Url, Settings());
        Assert.AreEqual(9, samples["probe_http_content_length_bytes"]);
    }

    [TestMethod]
    [DataRow(true, 0.0, "tls")]
    [DataRow(false, 1.0, "")]
    public async Task Tells_when_a_certificate_ends_even_where_it_is_not_trusted(bool verify, double success, string reason)
    {
        using X509Certificate2 certificate = TestCertificate.Expiring(Expiry);
        await using var server = LoopbackServer.Answering(Ok, certificate);
        CollectedSamples samples = await Probe(server.Url, Settings() with { VerifyCertificate = verify });
        Assert.AreEqual(success, samples["probe_success"]);
        Assert.AreEqual(Expiry.ToUnixTimeSeconds(), samples["probe_ssl_earliest_cert_expiry_seconds"]);
        Assert.AreEqual(0, samples["probe_ssl_certificate_valid"]);
        Assert.IsTrue(samples["probe_duration_seconds{phase=\"tls\"}"] > 0);
        if (reason.Length > 0)
        {
            AssertFailed(samples, reason);
        }
    }

    [TestMethod]
    [DataRow("HTTP/1.1 400 Plain\r\n\r\n", DisplayName = "plain HTTP where TLS is asked")]
    [DataRow("", DisplayName = "closed during the handshake")]
    public async Task A_server_without_TLS_fails_the_handshake(string response)
    {
        await using var server = new LoopbackServer(
            (_, stream, cancellation) => stream.WriteAsync(Encoding.ASCII.GetBytes(response), cancellation).AsTask(), readsHead: false);
        CollectedSamples samples = await Probe($"https://{server.Address}/", Settings());
        Assert.AreEqual(0, samples["probe_success"]);
        Assert.AreEqual(1, samples["probe_failure_reason{reason=\"tls\"}"] + samples["probe_failure_reason{reason=\"reset\"}"]);
    }

    [TestMethod]
    [DataRow(true, DisplayName = "another host")]
    [DataRow(false, DisplayName = "the same host")]
    public async Task Credentials_never_follow_to_another_host(bool isForeign)
    {
        await using var other = LoopbackServer.Answering(Ok);
        await using var server = LoopbackServer.Answering(request => request.StartsWith("GET /final", StringComparison.Ordinal)
            ? Ok
            : $"HTTP/1.1 302 Found\r\nLocation: {(isForeign ? other.Url : "/")}final\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        CollectedSamples samples = await Probe(server.Url, Settings() with
        {
            Headers = new Dictionary<string, Secret>
            {
                ["Authorization"] = Secret.Literal("Bearer top"), ["X-Api-Key"] = Secret.Literal("secret"), ["Accept"] = Secret.Literal("text/plain"),
            },
        });
        Assert.AreEqual(1, samples["probe_success"]);
        Assert.AreEqual(1, samples["probe_http_redirects"]);
        string first = server.Requests.First();
        StringAssert.Contains(first, "Authorization: Bearer top");
        string last = isForeign ? other.Requests.Single() : server.Requests.Last();
        StringAssert.Contains(last, "GET /final");
        StringAssert.Contains(last, "Accept: text/plain");
        Assert.AreEqual(!isForeign, last.Contains("Bearer top", StringComparison.Ordinal));
        Assert.AreEqual(!isForeign, last.Contains("X-Api-Key", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow(302, "GET", false)]
    [DataRow(303, "GET", false)]
    [DataRow(307, "POST", true)]
    [DataRow(308, "POST", true)]
    public async Task A_redirect_repeats_the_request_only_where_it_says_so(int status, string method, bool withBody)
    {
        await using var server = LoopbackServer.Answering(request => request.Contains("/final", StringComparison.Ordinal)
            ? Ok
            : $"HTTP/1.1 {status} Go\r\nLocation: /final\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        CollectedSamples samples = await Probe(server.Url, Settings() with { Method = "POST", Body = "payload" });
        Assert.AreEqual(1, samples["probe_success"]);
        string last = server.Requests.Last();
        StringAssert.StartsWith(last, method + " /final");
        Assert.AreEqual(withBody, last.Contains("Content-Length: 7", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_redirect_may_be_what_is_expected()
    {
        await using var server = LoopbackServer.Answering("HTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n");
        CollectedSamples samples = await Probe(server.Url, Settings() with { FollowRedirects = false, ExpectStatus = [301] });
        Assert.AreEqual(1, samples["probe_success"]);
        Assert.AreEqual(0, samples["probe_http_redirects"]);
=======
    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    public async Task A_good_answer_passes_with_every_field()
    {
        await using WebSink server = await WebSink.Start(200, "all is well");
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { ExpectBody = "is w[aeiou]ll" }));
        Assert.AreEqual("none", samples.Reason);
        Assert.AreEqual(200, samples["probe_http_status_code"]);
        Assert.AreEqual(1.1, samples["probe_http_version"]);
        Assert.AreEqual(0, samples["probe_http_redirects"]);
        Assert.AreEqual(1, samples["probe_http_body_match"]);
        Assert.AreEqual(11, samples["probe_http_content_length_bytes"]);
        foreach (string phase in new[] { "connect", "processing", "transfer" })
        {
            Assert.IsGreaterThan(0, samples.Phase(phase), phase);
        }
        Assert.AreEqual((0, 0), (samples.Phase("resolve"), samples.Phase("tls")));
        Assert.IsFalse(samples.Names.Any(name => name.StartsWith("probe_ssl", StringComparison.Ordinal)));
        Assert.HasCount(1 + 9 + 5 + 3 + 1 + 1, samples.Names);
    }

    [TestMethod]
    public async Task Time_goes_to_the_phase_that_took_it()
    {
        // The server's write of 16 MiB ends only when the client reads, and so has the head.
        byte[] body = new byte[16 * 1024 * 1024];
        await using WebSink server = await WebSink.Start(async context =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(30));
            await context.Response.Body.WriteAsync(body);
            await context.Response.Body.FlushAsync();
            _time.Advance(TimeSpan.FromMilliseconds(50));
        });
        Task<IPAddress[]> Lookup(string host, CancellationToken cancellation)
        {
            _time.Advance(TimeSpan.FromMilliseconds(70));
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        }
        string address = $"http://shop.test:{new Uri(server.Url).Port}/";
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(address, time: _time, lookup: Lookup));
        Assert.AreEqual((0.07, 0.0, 0.0), (samples.Phase("resolve"), samples.Phase("connect"), samples.Phase("tls")));
        Assert.AreEqual((0.03, 0.05), (samples.Phase("processing"), samples.Phase("transfer")));
        Assert.AreEqual(body.Length, samples["probe_http_content_length_bytes"]);
    }

    [TestMethod]
    public async Task Each_check_connects_anew()
    {
        await using var server = new RawServer(async (socket, stop) =>
        {
            await RawServer.HearHead(socket, stop);
            await RawServer.Say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            await socket.ReceiveAsync(new byte[1], stop);
        });
        HttpSource source = HttpChecks.Open($"http://{server.Address}/");
        Assert.AreEqual("none", (await ProbedSamples.From(source)).Reason);
        Assert.AreEqual("none", (await ProbedSamples.From(source)).Reason);
        Assert.AreEqual(2, server.Connections);
    }

    [TestMethod]
    public async Task Method_headers_and_body_arrive()
    {
        await using WebSink server = await WebSink.Start();
        HttpSourceSettings settings = HttpChecks.With(("Authorization", "Bearer t"), ("Content-Type", "application/json"), ("User-Agent", "me"), ("Host", "shop.test"))
            with { Method = "post", Body = "{\"ping\":1}" };
        await ProbedSamples.From(HttpChecks.Open(server.Url + "/check?deep=1", settings));
        ReceivedRequest request = await server.Next();
        Assert.AreEqual(("POST", "/check?deep=1", "{\"ping\":1}"), (request.Method, request.Target, request.Body));
        Assert.AreEqual("Bearer t", request.Headers["Authorization"]);
        Assert.AreEqual("application/json", request.Headers["Content-Type"]);
        Assert.AreEqual("me", request.Headers["User-Agent"]);
        Assert.AreEqual("shop.test", request.Headers["Host"]);
    }

    [TestMethod]
    [DataRow(404, "status")]
    [DataRow(500, "status")]
    [DataRow(204, "none")]
    public async Task Any_2xx_passes_unless_statuses_are_named(int status, string reason)
    {
        await using WebSink server = await WebSink.Start(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url));
        Assert.AreEqual((reason, (double)status), (samples.Reason, samples["probe_http_status_code"]));
        samples = await ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { ExpectStatus = [401, status] }));
        Assert.AreEqual("none", samples.Reason);
        samples = await ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { ExpectStatus = [401] }));
        Assert.AreEqual("status", samples.Reason);
    }

    [TestMethod]
    public async Task A_body_without_what_is_expected_fails()
    {
        await using WebSink server = await WebSink.Start(200, "maintenance");
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { ExpectBody = "^welcome" }));
        Assert.AreEqual(("body", 0.0), (samples.Reason, samples["probe_http_body_match"]));
    }

    [TestMethod]
    [DataRow(1024 * 1024 - 6, "none", DisplayName = "the last bytes of the first MiB")]
    [DataRow(1024 * 1024 - 5, "body", DisplayName = "one byte too far")]
    public async Task The_first_mebibyte_is_searched_and_all_is_counted(int before, string reason)
    {
        string body = new string('x', before) + "needle" + new string('y', 1024 * 1024);
        await using WebSink server = await WebSink.Start(200, body);
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { ExpectBody = "needle" }));
        Assert.AreEqual(reason, samples.Reason);
        Assert.AreEqual(body.Length, samples["probe_http_content_length_bytes"]);
    }

    [TestMethod]
    public async Task The_charset_of_the_answer_counts()
    {
        await using WebSink server = await WebSink.Start(context =>
        {
            context.Response.ContentType = "text/plain; charset=\"iso-8859-1\"";
            return context.Response.Body.WriteAsync([0x67, 0xFC], 0, 2);
        });
        Assert.AreEqual("none", (await ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { ExpectBody = "^g\u00FC$" }))).Reason);
>>>>>>> probes2
    }

    [TestMethod]
    public async Task A_body_past_the_guard_is_a_fault()
    {
<<<<<<< HEAD
        await using var server = LoopbackServer.Answering(Ok);
        using var source = new HttpSource(TargetOf(server.Url), Settings(), Patience, TimeProvider.System);
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(
            () => CollectedSamples.From(source, new CollectionGuards { MaxBodyBytes = 4 }));
        StringAssert.Contains(fault.Message, "guards.maxBodyBytes");
    }

    [TestMethod]
    public async Task A_secret_that_cannot_be_read_is_a_fault_that_names_it()
    {
        await using var server = LoopbackServer.Answering(Ok);
        using var source = new HttpSource(
            TargetOf(server.Url), Settings() with { Headers = new Dictionary<string, Secret> { ["X-Key"] = Secret.FromFile("/nowhere/key") } }, Patience, TimeProvider.System);
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(() => CollectedSamples.From(source));
        StringAssert.Contains(fault.Message, "'X-Key'");
        StringAssert.Contains(fault.Message, "/nowhere/key");
        Assert.AreEqual(0, server.Requests.Count);
    }

    [TestMethod]
    [DataRow("localhost:80")]
    [DataRow("ftp://localhost/")]
    [DataRow("/path")]
    public void Refuses_an_address_that_is_none(string address)
    {
        ArgumentException failure = Assert.ThrowsExactly<ArgumentException>(() => new HttpSource(TargetOf(address), Settings(), Patience, TimeProvider.System));
        StringAssert.Contains(failure.Message, $"'{address}'");
    }

    private static void AssertFailed(CollectedSamples samples, string reason)
    {
        Assert.AreEqual(0, samples["probe_success"]);
        CollectionAssert.AreEqual(
            new[] { $"probe_failure_reason{{reason=\"{reason}\"}}" },
            samples.Named("probe_failure_reason").Where(series => samples[series] == 1).ToArray());
    }

    private static async Task<CollectedSamples> Probe(string url, HttpSourceSettings settings)
    {
        using var source = new HttpSource(TargetOf(url), settings, Patience, TimeProvider.System);
        return await CollectedSamples.From(source);
    }

    private static Target TargetOf(string address) => new(address, LabelSet.Empty);

    private static HttpSourceSettings Settings() => new("GET", new Dictionary<string, Secret>(), null, [], null);
=======
        await using WebSink server = await WebSink.Start(200, new string('x', 5000));
        SourceFaultException fault = await ProbedSamples.Fault(() => HttpChecks.Open(server.Url), new CollectionGuards { MaxBodyBytes = 4999 });
        Assert.AreEqual("the body is longer than 4999 bytes (guards.maxBodyBytes); ask with HEAD, ask for less, or raise the guard", fault.Message);
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url), new CollectionGuards { MaxBodyBytes = 5000 });
        Assert.AreEqual("none", samples.Reason);
    }

    [TestMethod]
    [DataRow("shop.test/health", "'shop.test/health' is no address that can be asked over HTTP; write http://host/path or https://host/path")]
    [DataRow("ftp://shop.test/", "'ftp://shop.test/' is no address that can be asked over HTTP; write http://host/path or https://host/path")]
    [DataRow("http://me:pw@shop.test/", "the address of shop.test holds a user name; put credentials into options.headers as Authorization, from a file or the environment")]
    public async Task An_address_written_wrongly_is_a_fault(string address, string message) =>
        Assert.AreEqual(message, (await ProbedSamples.Fault(() => HttpChecks.Open(address))).Message);

    [TestMethod]
    public async Task A_setting_that_makes_no_sense_is_a_fault()
    {
        async Task<string> Fault(HttpSourceSettings settings) => (await ProbedSamples.Fault(() => HttpChecks.Open("http://shop.test/", settings))).Message;
        Assert.AreEqual("'G ET' in options.method is no method of HTTP; write GET, HEAD, POST or the like", await Fault(HttpChecks.Plain with { Method = "G ET" }));
        StringAssert.StartsWith(await Fault(HttpChecks.Plain with { Method = "CONNECT" }), "CONNECT in options.method asks for a tunnel", StringComparison.Ordinal);
        StringAssert.StartsWith(await Fault(HttpChecks.Plain with { ExpectBody = "(" }), "'(' in options.expectBody is no regular expression", StringComparison.Ordinal);
        Assert.AreEqual("'Bad Name' in options.headers is no header that can be sent", await Fault(HttpChecks.With(("Bad Name", "x"))));
        Assert.AreEqual(
            "'Content-Type' in options.headers describes a body, but none is sent; set options.body or leave the header out",
            await Fault(HttpChecks.With(("Content-Type", "text/plain"))));
        StringAssert.EndsWith(await Fault(HttpChecks.With(("X-Token", "a\r\nb"))), "holds a line break; a header is one line", StringComparison.Ordinal);
        var lost = HttpChecks.Plain with { Headers = new Dictionary<string, Secret> { ["X-Token"] = Secret.FromEnvironment("RULESPLATFORM_TEST_UNSET") } };
        StringAssert.Contains(await Fault(lost), "RULESPLATFORM_TEST_UNSET", StringComparison.Ordinal);
    }
>>>>>>> probes2
}
