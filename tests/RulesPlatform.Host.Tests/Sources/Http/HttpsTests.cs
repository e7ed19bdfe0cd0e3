using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RulesPlatform.Host.Tests.Responders;
using RulesPlatform.Host.Tests.Sources.Probes;

namespace RulesPlatform.Host.Tests.Sources.Http;

[TestClass]
public sealed class HttpsTests
{
    private static readonly DateTimeOffset FarAway = new(2090, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LongAgo = new(2021, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public async Task An_untrusted_certificate_fails_and_its_expiry_is_told()
    {
        await using var server = new TlsServer(FarAway);
        var log = new ProbeLog();
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url, log: log));
        Assert.AreEqual("tls", samples.Reason);
        Assert.AreEqual(FarAway.ToUnixTimeSeconds(), samples["probe_ssl_earliest_cert_expiry_seconds"]);
        Assert.AreEqual(0, samples["probe_ssl_cert_valid"]);
        Assert.AreEqual(0, samples["probe_http_status_code"]);
        Assert.IsGreaterThan(0, samples.Phase("tls"));
        StringAssert.Contains(log.Lines.Single(), "certificate", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Where_certificates_are_not_verified_the_check_passes_and_the_expiry_is_told(bool isExpired)
    {
        DateTimeOffset notAfter = isExpired ? LongAgo : FarAway;
        await using var server = new TlsServer(notAfter);
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open(server.Url, HttpChecks.Plain with { VerifyCertificate = false }));
        Assert.AreEqual("none", samples.Reason);
        Assert.AreEqual(200, samples["probe_http_status_code"]);
        Assert.AreEqual(notAfter.ToUnixTimeSeconds(), samples["probe_ssl_earliest_cert_expiry_seconds"]);
        Assert.AreEqual((notAfter - ProbedSamples.Slot.Instant).TotalSeconds, samples["probe_ssl_cert_remaining_seconds"]);
        Assert.AreEqual(isExpired, samples["probe_ssl_cert_remaining_seconds"] < 0);
        Assert.AreEqual(0, samples["probe_ssl_cert_valid"]);
        Assert.IsGreaterThan(0, samples.Phase("tls"));
    }

    [TestMethod]
    public async Task A_server_that_offers_HTTP_2_is_asked_over_it_even_behind_a_redirect_from_plain_HTTP()
    {
        using X509Certificate2 certificate = TlsServer.Sign(FarAway);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(certificate)));
        await using WebApplication secure = builder.Build();
        secure.Run(context => context.Response.WriteAsync("welcome"));
        await secure.StartAsync();
        await using WebSink plain = await WebSink.Start(context =>
        {
            context.Response.Redirect(secure.Urls.Single());
            return Task.CompletedTask;
        });
        ProbedSamples samples = await ProbedSamples.From(
            HttpChecks.Open(plain.Url, HttpChecks.Plain with { VerifyCertificate = false, ExpectBody = "welcome" }));
        Assert.AreEqual("none", samples.Reason);
        Assert.AreEqual((2.0, 1.0), (samples["probe_http_version"], samples["probe_http_redirects"]));
        Assert.AreEqual(FarAway.ToUnixTimeSeconds(), samples["probe_ssl_earliest_cert_expiry_seconds"]);
        Assert.IsGreaterThan(0, samples.Phase("tls"));
    }

    [TestMethod]
    [DataRow("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", DisplayName = "plain HTTP")]
    [DataRow("", DisplayName = "closed at once")]
    public async Task A_server_that_speaks_no_encryption_is_tls(string answer)
    {
        await using var server = new RawServer(async (socket, stop) =>
        {
            await socket.ReceiveAsync(new byte[4096], stop);
            await RawServer.Say(socket, answer);
        });
        ProbedSamples samples = await ProbedSamples.From(HttpChecks.Open($"https://{server.Address}/"));
        Assert.AreEqual("tls", samples.Reason);
        Assert.IsFalse(samples.Has("probe_ssl_earliest_cert_expiry_seconds"));
    }
}
