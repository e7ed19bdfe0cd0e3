using System.Net;
using System.Text;
using System.Text.Json;

namespace RulesPlatform.Host.Tests.Api;

[TestClass]
public sealed class EndpointTests
{
    private static LoopbackServer _server = null!;

    [ClassInitialize]
    public static async Task StartServer(TestContext _) => _server = await LoopbackServer.Start();

    [ClassCleanup]
    public static async Task StopServer() => await _server.DisposeAsync();

    [TestMethod]
    [DataRow("/api/v1/status", "ruleSet.name", "shop")]
    [DataRow("/api/v1/status", "alerts.firing", "1")]
    [DataRow("/api/v1/status", "jobs[0].targets[1].reason", "connection refused; is the exporter running?")]
    [DataRow("/api/v1/status", "kpis[1].value", "(absent)")]
    [DataRow("/api/v1/targets", "targets[0].isUp", "True")]
    [DataRow("/api/v1/signals", "signals[1].baseline", "forming 34 %")]
    [DataRow("/api/v1/signals?which=unknown", "signals[0].reason", "NoData")]
    [DataRow("/api/v1/signals?selector=http_error_ratio%7Bservice%3D%22checkout%22%7D", "total", "1")]
    [DataRow("/api/v1/alerts", "alerts[0].name", "HighErrorRatio")]
    [DataRow("/api/v1/alerts?state=firing", "alerts[0].acknowledgedBy", "ben")]
    [DataRow("/api/v1/notifications?state=queued", "notifications[0].receiver", "pager")]
    [DataRow("/api/v1/explain?subject=HighErrorRatio", "alert.judgement.parts[0].value", "true")]
    [DataRow("/api/v1/explain?subject=http_error_ratio", "candidates[1].ask", "http_error_ratio{service=\"catalogue\"}")]
    [DataRow("/api/v1/events?after=1&limit=1", "next", "2")]
    [DataRow("/api/v1/events?after=1&limit=1", "newest", "3")]
    [DataRow("/api/v1/events?kind=notification.suppressed", "events[0].data.cause", "silence")]
    [DataRow("/api/v1/series?selector=http_requests_total", "series[2].labels.code", "503")]
    [DataRow("/api/v1/catalog", "metrics.http_requests_total.type", "counter")]
    [DataRow("/api/v1/catalog", "metrics.http_requests_total.labels.code[0]", "200")]
    [DataRow("/api/v1/catalog", "metrics.http_requests_total.every", "15s")]
    [DataRow("/api/v1/catalog", "metrics.http_requests_total.range.min", "0")]
    [DataRow("/api/v1/query?selector=http_error_ratio&from=10m", "series[0].levels[0].value", "0.005")]
    [DataRow("/api/v1/query?selector=http_requests_total%7Bcode%3D%22500%22%7D&step=1m&fold=rate", "series[0].points[2].value", "11.1")]
    [DataRow("/api/v1/silences?state=active", "silences[0].matchers[0]", "team=\"chat\"")]
    [DataRow("/api/v1/rules", "rules[0].place.file", "thresholds/http.json")]
    [DataRow("/api/v1/rules/history", "generations[0].isInForce", "True")]
    [DataRow("/api/v1/rules/0123456789ab/files/thresholds/http.json", "owner", "web")]
    [DataRow("/readyz", "parts[2].detail", "turning")]
    public async Task Answers_who_reads(string path, string member, string expected)
    {
        using HttpResponseMessage response = await _server.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, await response.Content.ReadAsStringAsync());
        using JsonDocument json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.AreEqual(expected, MemberOf(json.RootElement, member));
    }

    [TestMethod]
    [DataRow("/", "rule set")]
    [DataRow("/alerts", "HighErrorRatio")]
    [DataRow("/alerts/FINGERPRINT", "thresholds/http.json")]
    public async Task The_links_of_notifications_lead_to_pages(string path, string expected)
    {
        using HttpResponseMessage response = await _server.Http.GetAsync(new Uri(path.Replace("FINGERPRINT", ShopWorld.Fingerprint, StringComparison.Ordinal), UriKind.Relative));
        Assert.AreEqual((HttpStatusCode.OK, "text/plain"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        StringAssert.Contains(await response.Content.ReadAsStringAsync(), expected);
    }

    [TestMethod]
    public async Task A_link_to_an_alert_that_is_forgotten_says_so()
    {
        using HttpResponseMessage response = await _server.Http.GetAsync(new Uri("/alerts/0011223344556677", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NotFound, response.StatusCode);
        StringAssert.Contains(await response.Content.ReadAsStringAsync(), "/alerts lists those of now");
    }

    [TestMethod]
    [DataRow("/api/v1/signals?which=some", "which")]
    [DataRow("/api/v1/signals?limit=0", "limit")]
    [DataRow("/api/v1/signals?selector=a%7Bb%3D", "selector")]
    [DataRow("/api/v1/alerts?state=burning", "state")]
    [DataRow("/api/v1/alerts/0011223344556677?limit=x", "limit")]
    [DataRow("/api/v1/notifications?since=yesterday", "since")]
    [DataRow("/api/v1/notifications?state=lost", "state")]
    [DataRow("/api/v1/explain", "subject")]
    [DataRow("/api/v1/events?after=-1", "after")]
    [DataRow("/api/v1/events?wait=2m", "wait")]
    [DataRow("/api/v1/series?limit=many", "limit")]
    [DataRow("/api/v1/query?selector=up&from=now&to=1h", "from")]
    [DataRow("/api/v1/query?selector=up&step=1ms&from=7d", "step")]
    [DataRow("/api/v1/query?selector=up&fold=mode", "fold")]
    [DataRow("/api/v1/query", "selector")]
    [DataRow("/api/v1/export?format=xml", "format")]
    [DataRow("/api/v1/silences?state=loud", "state")]
    [DataRow("/api/v1/rules/history?limit=0", "limit")]
    public async Task Names_the_parameter_that_is_wrong(string path, string field)
    {
        using HttpResponseMessage response = await _server.Http.GetAsync(new Uri(path, UriKind.Relative));
        await IsProblem(response, HttpStatusCode.BadRequest, field);
    }

    [TestMethod]
    [DataRow("POST", "/api/v1/silences", "{}", "matchers")]
    [DataRow("POST", "/api/v1/silences", "{\"matchers\":[\"a\"],\"duration\":\"1h\"}", "matchers")]
    [DataRow("POST", "/api/v1/silences", "{\"matchers\":[\"a=~\\\".*\\\"\"],\"duration\":\"1h\"}", "matchers")]
    [DataRow("POST", "/api/v1/silences", "{\"matchers\":[\"a=b\"]}", "endsAt")]
    [DataRow("POST", "/api/v1/silences", "{\"matchers\":[\"a=b\"],\"duration\":\"soon\"}", "duration")]
    [DataRow("POST", "/api/v1/silences", "{\"matchers\":[\"a=b\"],\"endsAt\":\"2020-01-01T00:00:00Z\"}", "endsAt")]
    [DataRow("POST", "/api/v1/silences", "{\"matchers\":[\"a=b\"],\"length\":\"1h\"}", "length")]
    [DataRow("POST", "/api/v1/silences", "{", "body")]
    [DataRow("POST", "/api/v1/silences", "null", "body")]
    [DataRow("POST", "/api/v1/alerts/0011223344556677/ack", "{\"noise\":\"yes\"}", "noise")]
    [DataRow("POST", "/api/v1/rules/rollback", "{}", "revision")]
    public async Task Names_the_member_that_is_wrong(string method, string path, string body, string field)
    {
        using HttpResponseMessage response = await Send(_server.Writer, method, path, body);
        await IsProblem(response, HttpStatusCode.BadRequest, field);
    }

    [TestMethod]
    [DataRow("POST", "/api/v1/silences")]
    [DataRow("DELETE", "/api/v1/silences/s1")]
    [DataRow("POST", "/api/v1/alerts/0011223344556677/ack")]
    [DataRow("POST", "/api/v1/samples")]
    [DataRow("POST", "/api/v1/rules/rollback")]
    public async Task Asks_who_writes_for_a_key(string method, string path)
    {
        using HttpResponseMessage response = await Send(_server.Http, method, path, "{}");
        await IsProblem(response, HttpStatusCode.Unauthorized);
        StringAssert.StartsWith(response.Headers.WwwAuthenticate.ToString(), "Bearer");
    }

    [TestMethod]
    [DataRow("GET", "/api/v1/alerts/0011223344556677")]
    [DataRow("GET", "/api/v1/explain?subject=nothing")]
    [DataRow("GET", "/api/v1/query?selector=nothing")]
    [DataRow("GET", "/api/v1/export?selector=nothing")]
    [DataRow("GET", "/api/v1/rules/0123456789ab/files/no.json")]
    [DataRow("GET", "/api/v1/rules/ffffffffffff/files/ruleset.json")]
    [DataRow("GET", "/api/v1/nothing")]
    [DataRow("GET", "/nothing")]
    [DataRow("DELETE", "/api/v1/silences/s99")]
    [DataRow("POST", "/api/v1/alerts/0011223344556677/ack")]
    [DataRow("POST", "/api/v1/rules/rollback")]
    public async Task Says_what_is_not_there(string method, string path)
    {
        using HttpResponseMessage response = await Send(_server.Writer, method, path, path.EndsWith("rollback", StringComparison.Ordinal) ? "{\"revision\":\"ffffffffffff\"}" : "{}");
        await IsProblem(response, HttpStatusCode.NotFound);
    }

    [TestMethod]
    [DataRow("{\"inputs\":[{\"metric\":\"up\",\"where\":{\"job\":\"~node|web\"}}],\"from\":\"30d\"}", HttpStatusCode.OK, "a store")]
    [DataRow("{\"inputs\":[]}", HttpStatusCode.BadRequest, "1 to 10000 are wanted")]
    [DataRow("{\"inputs\":[{\"where\":{}}]}", HttpStatusCode.BadRequest, "a metric is missing")]
    [DataRow("{\"inputs\":[{\"metric\":\"up\",\"where\":{\"job\":\"~(\"}}]}", HttpStatusCode.BadRequest, "up: ")]
    [DataRow("{\"inputs\":[{\"metric\":\"up\"}],\"from\":\"yesterday\"}", HttpStatusCode.BadRequest, "from")]
    [DataRow("no JSON", HttpStatusCode.BadRequest, "")]
    public async Task Cuts_a_slice_for_who_may_read(string body, HttpStatusCode expected, string said)
    {
        using HttpResponseMessage response = await Send(_server.Http, "POST", "/api/v1/slice", body);
        string text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(expected, response.StatusCode, text);
        StringAssert.Contains(text, said);
    }

    [TestMethod]
    public async Task Cuts_one_slice_at_a_time()
    {
        await using LoopbackServer server = await LoopbackServer.Start();
        server.Platform.IsSlicing = true;

        using HttpResponseMessage response = await Send(server.Http, "POST", "/api/v1/slice", "{\"inputs\":[{\"metric\":\"up\"}]}");

        await IsProblem(response, HttpStatusCode.TooManyRequests);
    }

    [TestMethod]
    public async Task Tells_that_it_is_alive() => Assert.AreEqual("alive\n", await _server.Http.GetStringAsync(new Uri("/healthz", UriKind.Relative)));

    [TestMethod]
    public async Task Describes_every_route_and_what_its_body_is()
    {
        using JsonDocument document = JsonDocument.Parse(await _server.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        JsonElement paths = document.RootElement.GetProperty("paths");
        string[] expected =
        [
            "/api/v1/alerts", "/api/v1/alerts/{fingerprint}", "/api/v1/alerts/{fingerprint}/ack", "/api/v1/catalog", "/api/v1/events", "/api/v1/explain", "/api/v1/export", "/api/v1/notifications",
            "/api/v1/query", "/api/v1/rules", "/api/v1/rules/history", "/api/v1/rules/problems", "/api/v1/rules/rollback", "/api/v1/rules/{revision}/files/{path}", "/api/v1/samples",
            "/api/v1/series", "/api/v1/signals", "/api/v1/silences", "/api/v1/silences/{id}", "/api/v1/slice", "/api/v1/status", "/api/v1/targets", "/healthz", "/readyz",
        ];
        CollectionAssert.AreEquivalent(expected, paths.EnumerateObject().Select(path => path.Name).ToArray());
        JsonElement request = paths.GetProperty("/api/v1/silences").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.AreEqual("#/components/schemas/SilenceRequest", request.GetProperty("$ref").GetString());
        Assert.AreEqual("date-time", document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("AlertAnswer")
            .GetProperty("properties").GetProperty("since").GetProperty("format").GetString());
    }

    [TestMethod]
    public async Task Exports_what_is_stored_but_not_the_ends_of_series()
    {
        string openMetrics = await _server.Http.GetStringAsync(new Uri("/api/v1/export?selector=queue_depth", UriKind.Relative));
        Assert.AreEqual(
            "# TYPE queue_depth unknown\nqueue_depth{queue=\"a,b \\\"x\\\"\"} 1.5 1795514670\nqueue_depth{queue=\"a,b \\\"x\\\"\"} +Inf 1795514685\n# EOF\n", openMetrics);
        string csv = await _server.Http.GetStringAsync(new Uri("/api/v1/export?selector=queue_depth&format=csv&to=2026-11-24T10:04:30Z", UriKind.Relative));
        Assert.AreEqual("time,metric,labels,value\n2026-11-24T10:04:30.000Z,queue_depth,\"{queue=\"\"a,b \\\"\"x\\\"\"\"\"}\",1.5\n", csv);
    }

    internal static async Task<HttpResponseMessage> Send(HttpClient http, string method, string path, string body)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method == "POST")
        {
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        return await http.SendAsync(message);
    }

    internal static async Task IsProblem(HttpResponseMessage response, HttpStatusCode status, string? field = null)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(status, response.StatusCode, text);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType, text);
        using JsonDocument problem = JsonDocument.Parse(text);
        Assert.AreEqual((int)status, problem.RootElement.GetProperty("status").GetInt32());
        if (field is not null)
        {
            Assert.IsTrue(problem.RootElement.GetProperty("errors").TryGetProperty(field, out _), text);
        }
    }

    private static string MemberOf(JsonElement element, string path)
    {
        foreach (string step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            if (step.StartsWith('['))
            {
                element = element[int.Parse(step.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)];
            }
            else if (!element.TryGetProperty(step, out element))
            {
                return "(absent)";
            }
        }
        return element.ToString();
    }
}
