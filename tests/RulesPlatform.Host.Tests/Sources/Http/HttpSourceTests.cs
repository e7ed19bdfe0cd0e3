using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Sources.Http;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Http;

[TestClass]
public sealed class HttpSourceTests
{
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
    }

    [TestMethod]
    public async Task A_body_past_the_guard_is_a_fault()
    {
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
}
