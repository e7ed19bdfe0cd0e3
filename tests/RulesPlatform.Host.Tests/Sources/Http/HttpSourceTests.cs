using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Sources.Http;
using RulesPlatform.Host.Tests.Responders;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Tests.Sources.Http;

[TestClass]
public sealed class HttpSourceTests
{
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
    }

    [TestMethod]
    public async Task A_body_past_the_guard_is_a_fault()
    {
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
}
