using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using RulesPlatform.Host.Sources.HealthChecks;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.HealthChecks;

[TestClass]
public sealed class HealthChecksSourceTests
{
    [TestMethod]
    [DataRow("Healthy", 1.0)]
    [DataRow("Degraded", 0.5)]
    [DataRow("Unhealthy", 0.0, DisplayName = "Unhealthy, which ASP.NET Core answers with 503")]
    public async Task Reads_what_ASPNET_Core_answers(string status, double expected)
    {
        HealthStatus told = Enum.Parse<HealthStatus>(status);
        await using WebApplication service = await Start(checks => checks
            .AddCheck("database", () => new HealthCheckResult(told, "as told", null, new Dictionary<string, object> { ["pool_size"] = 17, ["node"] = "a" }))
            .AddCheck("disk", () => HealthCheckResult.Healthy()));
        using HealthChecksSource source = Source(service.Urls.Single() + "/health");
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.AreEqual(expected, samples["health_status"]);
        Assert.AreEqual(expected, samples["health_check_status{check=\"database\"}"]);
        Assert.AreEqual(1, samples["health_check_status{check=\"disk\"}"]);
        Assert.AreEqual(17, samples["health_check_data{check=\"database\",key=\"pool_size\"}"]);
        Assert.AreEqual(1, samples.Named("health_check_data").Count());
        Assert.IsTrue(samples["health_duration_seconds"] >= samples["health_check_duration_seconds{check=\"database\"}"]);
    }

    [TestMethod]
    public async Task Reads_the_plain_word_that_ASPNET_Core_answers_by_itself()
    {
        await using WebApplication service = await Start(checks => checks.AddCheck("down", () => HealthCheckResult.Unhealthy()));
        using HealthChecksSource source = Source(service.Urls.Single() + "/plain");
        CollectedSamples samples = await CollectedSamples.From(source);
        Assert.AreEqual(0, samples["health_status"]);
        Assert.IsFalse(samples.Has("health_check_status"));
    }

    [TestMethod]
    [DataRow("HTTP/1.1 500 No\r\nContent-Length: 5\r\n\r\nOops!", "answers 500, but no health report: 'Oops!'")]
    [DataRow("HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n", "points to http://elsewhere/")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", "cannot be asked")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", "cannot be asked")]
    public async Task Anything_else_is_a_fault_with_the_reason(string response, string expected)
    {
        await using var server = LoopbackServer.Answering(response);
        using HealthChecksSource source = Source(server.Url);
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(() => CollectedSamples.From(source));
        StringAssert.Contains(fault.Message, expected);
        StringAssert.Contains(fault.Message, server.Url);
    }

    [TestMethod]
    public async Task A_report_past_the_guard_is_a_fault()
    {
        await using var server = LoopbackServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nHealthy");
        using HealthChecksSource source = Source(server.Url);
        SourceFaultException fault = await Assert.ThrowsExactlyAsync<SourceFaultException>(
            () => CollectedSamples.From(source, new CollectionGuards { MaxBodyBytes = 6 }));
        StringAssert.Contains(fault.Message, "guards.maxBodyBytes");
    }

    [TestMethod]
    public async Task Sends_the_headers_of_the_rule_file()
    {
        await using var server = LoopbackServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nHealthy");
        using var source = new HealthChecksSource(
            new Target(server.Url, LabelSet.Empty),
            new HealthChecksSourceSettings(new Dictionary<string, Secret> { ["X-Key"] = Secret.Literal("open"), ["Host"] = Secret.Literal("shop.example") }));
        await CollectedSamples.From(source);
        StringAssert.Contains(server.Requests.Single(), "X-Key: open");
        StringAssert.Contains(server.Requests.Single(), "Host: shop.example");
    }

    private static HealthChecksSource Source(string address) =>
        new(new Target(address, LabelSet.Empty), new HealthChecksSourceSettings(new Dictionary<string, Secret>()));

    private static async Task<WebApplication> Start(Action<IHealthChecksBuilder> checks)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        checks(builder.Services.AddHealthChecks());
        WebApplication service = builder.Build();
        service.MapHealthChecks("/plain");
        service.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteForPeople });
        await service.StartAsync();
        return service;
    }

    /// <summary>The form that HealthChecks UI documents.</summary>
    private static Task WriteForPeople(HttpContext context, Microsoft.Extensions.Diagnostics.HealthChecks.HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            status = report.Status.ToString(),
            totalDuration = report.TotalDuration,
            entries = report.Entries.ToDictionary(entry => entry.Key, entry => new
            {
                data = entry.Value.Data, description = entry.Value.Description, duration = entry.Value.Duration,
                status = entry.Value.Status.ToString(), tags = entry.Value.Tags,
            }),
        }));
    }
}
