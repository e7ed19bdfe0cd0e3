using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RulesPlatform.Host.Sources.HealthChecks;
using RulesPlatform.Host.Tests.Responders;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.HealthChecks;

[TestClass]
public sealed class HealthChecksSourceTests
{
    [TestMethod]
    public async Task The_framework_s_own_report_is_read_whole()
    {
        var data = new Dictionary<string, object> { ["depth"] = 12, ["lag"] = 0.25, ["isLeader"] = true, ["node"] = "a1" };
        await using HealthService service = await HealthService.Start(checks => checks
            .AddCheck("self", () => HealthCheckResult.Healthy())
            .AddCheck("queue", () => HealthCheckResult.Degraded("falling behind", data: data), tags: ["ready"]));
        ProbedSamples samples = await ProbedSamples.From(Open(service.Url + "/ui"));
        Assert.AreEqual(0.5, samples["health_status"]);
        Assert.AreEqual((1.0, 0.5), (samples["health_check_status{check=\"self\"}"], samples["health_check_status{check=\"queue\"}"]));
        Assert.AreEqual(12, samples["health_check_data{check=\"queue\",key=\"depth\"}"]);
        Assert.AreEqual(0.25, samples["health_check_data{check=\"queue\",key=\"lag\"}"]);
        Assert.AreEqual(1, samples["health_check_data{check=\"queue\",key=\"isLeader\"}"]);
        double longest = Math.Max(samples["health_check_duration_seconds{check=\"self\"}"], samples["health_check_duration_seconds{check=\"queue\"}"]);
        Assert.IsGreaterThan(0, longest);
        Assert.IsGreaterThanOrEqualTo(longest, samples["health_duration_seconds"]);
        Assert.HasCount(2 + 2 + 2 + 3, samples.Names);
    }

    [TestMethod]
    public async Task An_unhealthy_service_answers_503_and_that_is_an_answer()
    {
        await using HealthService service = await HealthService.Start(checks => checks
            .AddCheck("db", () => HealthCheckResult.Unhealthy("no route", new InvalidOperationException("down"))));
        ProbedSamples samples = await ProbedSamples.From(Open(service.Url + "/ui"));
        Assert.AreEqual((0.0, 0.0), (samples["health_status"], samples["health_check_status{check=\"db\"}"]));
        Assert.AreEqual(0, (await ProbedSamples.From(Open(service.Url + "/plain")))["health_status"]);
    }

    [TestMethod]
    public async Task The_framework_s_plain_word_is_a_report_without_checks()
    {
        await using HealthService service = await HealthService.Start(checks => checks.AddCheck("self", () => HealthCheckResult.Healthy()));
        ProbedSamples samples = await ProbedSamples.From(Open(service.Url + "/plain"));
        Assert.AreEqual(1, samples["health_status"]);
        Assert.HasCount(1, samples.Names);
    }

    [TestMethod]
    public async Task Checks_may_come_and_go_between_slots()
    {
        string body = """{"status":"Healthy","entries":{"a":{"status":"Healthy"},"b":{"status":"Healthy"}}}""";
        await using WebSink server = await WebSink.Start(context => context.Response.WriteAsync(body));
        HealthChecksSource source = Open(server.Url);
        SampleWriter writer = ProbedSamples.Writer();
        ProbedSamples first = await ProbedSamples.From(source, writer: writer);
        body = """{"status":"Healthy","entries":{"b":{"status":"Degraded"}}}""";
        ProbedSamples second = await ProbedSamples.From(source, writer: writer);
        body = """{"status":"Healthy","entries":{"a":{"status":"Unhealthy"},"b":{"status":"Degraded"}}}""";
        ProbedSamples third = await ProbedSamples.From(source, writer: writer);
        Assert.AreEqual((1.0, 1.0), (first["health_check_status{check=\"a\"}"], first["health_check_status{check=\"b\"}"]));
        Assert.IsFalse(second.Has("health_check_status{check=\"a\"}"));
        Assert.AreEqual((0.0, 0.5), (third["health_check_status{check=\"a\"}"], third["health_check_status{check=\"b\"}"]));
        Assert.AreEqual(3, writer.Table.Count);
    }

    [TestMethod]
    public async Task Headers_arrive()
    {
        await using WebSink server = await WebSink.Start(200, "Healthy");
        await ProbedSamples.From(Open(server.Url, ("Authorization", "Bearer t")));
        Assert.AreEqual("Bearer t", (await server.Next()).Headers["Authorization"]);
    }

    [TestMethod]
    [DataRow(404, "", " answers 404; name the path that the service maps its health checks to", false)]
    [DataRow(401, "", " answers 401; give credentials in options.headers", false)]
    [DataRow(302, "/login", " answers 302 and points to '/login'; name the final address as the target", false)]
    [DataRow(500, "", " answers 500; a health report comes with 200 or 503", true)]
    public async Task Any_other_status_is_a_fault(int status, string location, string message, bool isTransient)
    {
        await using WebSink server = await WebSink.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = location;
            return context.Response.WriteAsync("Healthy");
        });
        SourceFaultException fault = await ProbedSamples.Fault(() => Open(server.Url + "/health?token=s"));
        Assert.AreEqual(server.Url + "/health" + message, fault.Message);
        Assert.AreEqual(isTransient, fault.IsTransient);
    }

    [TestMethod]
    [DataRow(200, false)]
    [DataRow(503, true, DisplayName = "a gateway's own 503 may pass")]
    public async Task A_page_that_is_no_report_is_a_fault(int status, bool isTransient)
    {
        await using WebSink server = await WebSink.Start(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("<html>\n<body>");
        });
        SourceFaultException fault = await ProbedSamples.Fault(() => Open(server.Url));
        Assert.AreEqual($"{server.Url}/ answers {status}, but no health report: '<html> <body>' is neither JSON nor one of Healthy, Degraded, Unhealthy", fault.Message);
        Assert.AreEqual(isTransient, fault.IsTransient);
    }

    [TestMethod]
    public async Task A_report_past_the_guard_is_a_fault()
    {
        await using WebSink server = await WebSink.Start(200, new string(' ', 200) + "Healthy");
        SourceFaultException fault = await ProbedSamples.Fault(() => Open(server.Url), new CollectionGuards { MaxBodyBytes = 100 });
        Assert.AreEqual("the health report is longer than 100 bytes (guards.maxBodyBytes)", fault.Message);
    }

    [TestMethod]
    public async Task A_closed_port_is_a_fault_that_may_pass()
    {
        string url = $"http://127.0.0.1:{RawServer.ClosedPort()}/health";
        SourceFaultException fault = await ProbedSamples.Fault(() => Open(url));
        StringAssert.StartsWith(fault.Message, url + " gives no health report: ", StringComparison.Ordinal);
        Assert.IsTrue(fault.IsTransient);
    }

    [TestMethod]
    public async Task A_report_that_is_cut_off_is_a_fault_that_may_pass()
    {
        await using var server = new RawServer(async (socket, stop) =>
        {
            await RawServer.HearHead(socket, stop);
            await RawServer.Say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":");
        });
        SourceFaultException fault = await ProbedSamples.Fault(() => Open($"http://{server.Address}/health"));
        StringAssert.StartsWith(fault.Message, $"http://{server.Address}/health gives no health report: ", StringComparison.Ordinal);
        Assert.IsTrue(fault.IsTransient);
    }

    [TestMethod]
    public async Task An_answer_that_does_not_come_ends_with_the_job_s_timeout()
    {
        using var timeout = new CancellationTokenSource();
        await using WebSink server = await WebSink.Start(async context =>
        {
            await timeout.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await Open(server.Url).Collect(ProbedSamples.Writer(), ProbedSamples.Slot, timeout.Token));
    }

    [TestMethod]
    public async Task An_address_written_wrongly_is_a_fault() => Assert.AreEqual(
        "'shop.test' is no address that can be asked over HTTP; write http://host/path or https://host/path",
        (await ProbedSamples.Fault(() => Open("shop.test"))).Message);

    private static HealthChecksSource Open(string address, params (string Name, string Value)[] headers) =>
        new(new HealthChecksSourceSettings(headers.ToDictionary(header => header.Name, header => Secret.Literal(header.Value))), new Target(address, LabelSet.Empty));
}
