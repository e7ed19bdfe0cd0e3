using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Host.Sources.Prometheus;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Prometheus;

[TestClass]
public sealed class PrometheusSourceTests
{
    private static readonly CollectionGuards Small = new() { MaxBodyBytes = 100_000, MaxTextBytes = 200_000 };

    [TestMethod]
    public async Task Gives_the_samples_of_a_target_and_asks_as_Prometheus_does()
    {
        await using var target = new FakeTarget(FakeTarget.Ok("a{b=\"c\"} 1\nd 2\n"));
        using var scrape = new Scrape(target.Address, headers: ("Authorization", "Bearer x"));
        Assert.AreEqual("a=1 d=2", await scrape.Run());
        string request = target.Requests.Single();
        foreach (string header in new[]
        {
            "GET /metrics HTTP/1.1", "Accept: application/openmetrics-text;version=1.0.0", "Accept-Encoding: gzip", "Authorization: Bearer x",
            "X-Prometheus-Scrape-Timeout-Seconds: 10",
        })
        {
            StringAssert.Contains(request, header);
        }
    }

    [TestMethod]
    public async Task Reads_OpenMetrics_where_the_target_says_so()
    {
        await using var target = new FakeTarget(FakeTarget.Ok("a_total 1 # {t=\"x\"} 1\n# EOF\n", "Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8"));
        using var scrape = new Scrape(target.Address);
        Assert.AreEqual("a_total=1", await scrape.Run());
    }

    [TestMethod]
    public async Task Keeps_its_connection()
    {
        await using var target = new FakeTarget(FakeTarget.Ok("a 1\n"));
        using var scrape = new Scrape(target.Address);
        await scrape.Run();
        await scrape.Run();
        Assert.AreEqual((2, 1), (target.Requests.Count, target.Connections));
    }

    [DataRow("gzip")]
    [DataRow("deflate")]
    [DataRow("br")]
    [TestMethod]
    public async Task Reads_compressed_bodies(string encoding)
    {
        byte[] answer = FakeTarget.Compressed(encoding, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"m{i} {i}\n"))));
        await using var target = new FakeTarget((stream, stop) => stream.WriteAsync(answer, stop).AsTask());
        using var scrape = new Scrape(target.Address);
        await scrape.Run();
        Assert.AreEqual(5_000, scrape.Writer.Count);
    }

    [DataRow("HTTP/1.1 404 Not Found\r\n", "answered 404 (Not Found); is the path right?", false)]
    [DataRow("HTTP/1.1 401 Unauthorized\r\n", "answered 401 (Unauthorized); check options.headers of the job", false)]
    [DataRow("HTTP/1.1 406 Not Acceptable\r\n", "answered 406 (Not Acceptable); the target offers neither Prometheus text nor OpenMetrics", false)]
    [DataRow("HTTP/1.1 204 No Content\r\n", "answered 204 (No Content)", false)]
    [DataRow("HTTP/1.1 500 Oops\r\n", "answered 500 (Oops)", true)]
    [DataRow("HTTP/1.1 503 Service Unavailable\r\n", "answered 503 (Service Unavailable)", true)]
    [DataRow("HTTP/1.1 302 Found\r\n", "answered 302 (Found)", false, DisplayName = "a redirect to nowhere")]
    [TestMethod]
    public async Task A_status_but_200_is_a_fault(string status, string reason, bool isTransient)
    {
        await using var target = new FakeTarget(status + "Content-Length: 0\r\n\r\n");
        SourceFaultException fault = await Fault(target.Address);
        Assert.AreEqual((target.Address + " " + reason, isTransient), (fault.Message, fault.IsTransient));
    }

    [DataRow("text/html", "answered 'text/html'; expected text/plain or application/openmetrics-text: is this the path of its metrics?")]
    [DataRow("application/json", "answered 'application/json'; expected text/plain or application/openmetrics-text: is this the path of its metrics?")]
    [TestMethod]
    public async Task Another_content_type_is_a_fault(string type, string reason)
    {
        await using var target = new FakeTarget(FakeTarget.Ok("a 1\n", $"Content-Type: {type}"));
        Assert.AreEqual($"{target.Address} {reason}", (await Fault(target.Address)).Message);
    }

    [DataRow("a{ 1\n", "", "line 1, column 4: expected a label name, found '1'; near 'a{ 1'", false)]
    [DataRow("a 1\n", "Content-Encoding: zstd", "the body is encoded as 'zstd', which was not asked for; gzip, deflate and br are understood", false)]
    [DataRow("no gzip at all", "Content-Encoding: gzip", "the compressed body is damaged or cut off: ", true)]
    [DataRow("no brotli at all", "Content-Encoding: br", "the compressed body is damaged or cut off: ", true)]
    [TestMethod]
    public async Task A_body_that_cannot_be_read_is_a_fault(string body, string header, string reason, bool isTransient)
    {
        await using var target = new FakeTarget(FakeTarget.Ok(body, "Content-Type: text/plain" + (header.Length > 0 ? "\r\n" + header : "")));
        SourceFaultException fault = await Fault(target.Address);
        StringAssert.StartsWith(fault.Message, reason);
        Assert.AreEqual(isTransient, fault.IsTransient);
    }

    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na 1\n", DisplayName = "inside a body of known length")]
    [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na 1\n\r\n", DisplayName = "between chunks")]
    [DataRow("HTTP/1.1 200", DisplayName = "inside the status line")]
    [DataRow("", DisplayName = "before any answer")]
    [TestMethod]
    public async Task A_connection_that_is_cut_is_a_fault_that_may_pass(string answer)
    {
        await using var target = new FakeTarget(async (stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
            throw new IOException("hangs up");
        });
        SourceFaultException fault = await Fault(target.Address);
        Assert.AreEqual(($"the connection to {target.Endpoint} was cut before the answer was complete", true), (fault.Message, fault.IsTransient));
    }

    [DataRow("HTTP/1.1 200 OK\r\n\r\na 1\nb 2", null, DisplayName = "a body that ends with its connection, inside a line")]
    [DataRow("HTTP/1.1 200 OK\r\n\r\na 1\nb 2\n", "a=1 b=2", DisplayName = "a body that ends with its connection")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\na 1\nb 2", "a=1 b=2", DisplayName = "a body of known length may lack its last line feed")]
    [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na 1\r\n0\r\n\r\n", "a=1", DisplayName = "so may a chunked one")]
    [TestMethod]
    public async Task A_last_line_without_end_is_believed_only_where_the_transfer_vouches_for_it(string answer, string? expected)
    {
        await using var target = new FakeTarget(async (stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
            ((NetworkStream)stream).Socket.Shutdown(SocketShutdown.Send);
        });
        using var scrape = new Scrape(target.Address);
        if (expected is not null)
        {
            Assert.AreEqual(expected, await scrape.Run());
            return;
        }
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(() => scrape.Run());
        StringAssert.StartsWith(fault.Message, "line 2, column 4: the body ends without a line feed: it was probably cut off");
    }

    [TestMethod]
    public async Task Nobody_listening_is_a_fault_that_may_pass()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string endpoint = listener.LocalEndpoint.ToString()!;
        listener.Stop();
        SourceFaultException fault = await Fault($"http://{endpoint}/metrics");
        StringAssert.StartsWith(fault.Message, $"cannot connect to {endpoint}: ");
        Assert.IsTrue(fault.IsTransient);
    }

    [TestMethod]
    public async Task An_endless_body_stops_at_its_guard()
    {
        byte[] chunk = Encoding.ASCII.GetBytes("1000\r\n" + new string('\n', 0x1000) + "\r\n");
        await using var target = new FakeTarget(async (stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), stop);
            while (true)
            {
                await stream.WriteAsync(chunk, stop);
            }
        });
        Assert.AreEqual(
            "the body is larger than 100000 bytes (guards.maxBodyBytes); raise the guard or have the target expose less", (await Fault(target.Address, Small)).Message);
    }

    [DataRow("gzip")]
    [DataRow("br")]
    [TestMethod]
    public async Task A_bomb_stops_at_its_guard(string encoding)
    {
        byte[] answer = FakeTarget.Compressed(encoding, Enumerable.Repeat((byte)'\n', 5_000_000).ToArray());
        Assert.IsLessThan(Small.MaxBodyBytes, answer.Length);
        await using var target = new FakeTarget((stream, stop) => stream.WriteAsync(answer, stop).AsTask());
        Assert.AreEqual(
            "the body's text is larger than 200000 bytes (guards.maxTextBytes); raise the guard or have the target expose less", (await Fault(target.Address, Small)).Message);
    }

    [DataRow("", DisplayName = "no answer at all")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Le", DisplayName = "stuck in the headers")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na", DisplayName = "stuck in the body")]
    [TestMethod]
    public async Task A_target_that_drips_is_left_at_the_deadline(string drip)
    {
        var dripped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var target = new FakeTarget(async (stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(drip), stop);
            dripped.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var deadline = new CancellationTokenSource();
        using var scrape = new Scrape(target.Address);
        Task run = scrape.Run(deadline.Token);
        await dripped.Task;
        await deadline.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => run);
    }

    [TestMethod]
    public async Task Follows_a_redirect_where_nothing_secret_is_sent()
    {
        await using var there = new FakeTarget(FakeTarget.Ok("a 1\n"));
        await using var here = new FakeTarget($"HTTP/1.1 302 Found\r\nLocation: {there.Address}\r\nContent-Length: 0\r\n\r\n");
        using var scrape = new Scrape(here.Address);
        Assert.AreEqual("a=1", await scrape.Run());
    }

    [TestMethod]
    public async Task Sends_no_headers_to_where_a_redirect_points()
    {
        await using var there = new FakeTarget(FakeTarget.Ok("a 1\n"));
        await using var here = new FakeTarget($"HTTP/1.1 302 Found\r\nLocation: {there.Address}?token=x\r\nContent-Length: 0\r\n\r\n");
        using var scrape = new Scrape(here.Address, headers: ("Authorization", "Bearer x"));
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(() => scrape.Run());
        Assert.AreEqual(
            $"{here.Address} redirects to {there.Address}, and headers are not sent to where a redirect points; give the final address as the target", fault.Message);
        Assert.IsEmpty(there.Requests);
    }

    [TestMethod]
    public async Task A_redirect_in_a_circle_ends()
    {
        await using var target = new FakeTarget("HTTP/1.1 301 Moved\r\nLocation: /metrics\r\nContent-Length: 0\r\n\r\n");
        StringAssert.Contains((await Fault(target.Address)).Message, "after 5 redirects already");
    }

    [TestMethod]
    public async Task A_certificate_that_nobody_vouches_for_is_a_fault()
    {
        using X509Certificate2 certificate = SelfSigned();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeTls(listener, certificate);
        SourceFaultException fault = await Fault($"https://{listener.LocalEndpoint}/metrics");
        StringAssert.StartsWith(fault.Message, $"TLS with {listener.LocalEndpoint} failed: ");
        Assert.IsFalse(fault.IsTransient);
        await serving;
    }

    [TestMethod]
    public async Task Speaks_IPv6()
    {
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Inconclusive("this machine has no IPv6");
        }
        await using var target = new FakeTarget((stream, stop) => stream.WriteAsync(Encoding.ASCII.GetBytes(FakeTarget.Ok("a 1\n")), stop).AsTask(), IPAddress.IPv6Loopback);
        using var scrape = new Scrape(target.Address);
        Assert.AreEqual("a=1", await scrape.Run());
    }

    [TestMethod]
    public async Task A_bare_host_and_port_means_its_metrics()
    {
        await using var target = new FakeTarget(FakeTarget.Ok("a 1\n"));
        using var scrape = new Scrape(target.Endpoint);
        Assert.AreEqual("a=1", await scrape.Run());
        StringAssert.StartsWith(target.Requests.Single(), "GET /metrics HTTP");
    }

    [DataRow("ftp://x/metrics", "'ftp://x/metrics' is no address to scrape; expected http://host:port/path, https://host:port/path or host:port")]
    [DataRow("http://", "'http://' is no address to scrape; expected http://host:port/path, https://host:port/path or host:port")]
    [DataRow("http://me:pw@x/metrics", "the address of x holds credentials; give them as options.headers by reference, { \"file\": … } or { \"env\": … }")]
    [TestMethod]
    public void Refuses_an_address_that_it_cannot_scrape(string address, string reason) =>
        Assert.AreEqual(reason, Assert.ThrowsExactly<SourceFaultException>(() => new Scrape(address)).Message);

    [TestMethod]
    public async Task A_secret_that_is_missing_is_a_fault_that_names_it()
    {
        using var scrape = new Scrape("http://127.0.0.1:1/", secret: Secret.FromEnvironment("RULESPLATFORM_NO_SUCH_VARIABLE"));
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(() => scrape.Run());
        Assert.AreEqual(
            "the header Authorization cannot be sent: The environment variable RULESPLATFORM_NO_SUCH_VARIABLE, which a rule file names, is not set.", fault.Message);
    }

    private static async Task<SourceFaultException> Fault(string address, CollectionGuards? guards = null)
    {
        using var scrape = new Scrape(address, guards);
        return await Assert.ThrowsExactlyAsync<SourceFaultException>(() => scrape.Run());
    }

    private static async Task ServeTls(TcpListener listener, X509Certificate2 certificate)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client hangs up, which is the point of the test.
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }
}
