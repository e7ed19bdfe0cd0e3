using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RulesPlatform.Host.Responders.Http;
using RulesPlatform.Host.Tests.Sources.Http;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

[TestClass]
public sealed class HttpResponderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Samples.Due);

    private readonly HttpExchange _exchange;

    public HttpResponderTests() => _exchange = new HttpExchange(HttpExchange.Network(), _time);

    public static IEnumerable<object[]> Kinds => [["webhook"], ["alertmanager"], ["slack"], ["teams"], ["pagerduty"]];

    public void Dispose() => _exchange.Dispose();

    [TestMethod]
    [DataRow("webhook", "firing")]
    [DataRow("webhook", "mixed")]
    [DataRow("webhook", "resolved")]
    [DataRow("alertmanager", "mixed")]
    [DataRow("slack", "firing")]
    [DataRow("slack", "mixed")]
    [DataRow("slack", "resolved")]
    [DataRow("teams", "mixed")]
    [DataRow("teams", "resolved")]
    [DataRow("pagerduty", "mixed")]
    [DataRow("pagerduty", "resolved")]
    public async Task Sends_exactly_the_payload_that_is_kept(string kind, string shape)
    {
        await using WebSink sink = await WebSink.Start();
        DeliveryReceipt receipt = await Deliver(Samples.Notification(shape), Samples.Receiver(kind, sink.Url));
        Assert.AreEqual(DeliveryOutcome.Delivered, receipt.Outcome, receipt.Detail);
        Golden.MatchJson($"{kind}-{shape}.json", (await sink.Next()).Body);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public async Task Carries_the_platforms_note(string kind)
    {
        await using WebSink sink = await WebSink.Start();
        await Deliver(Samples.Notification(note: "Nothing routes this alert."), Samples.Receiver(kind, sink.Url));
        StringAssert.Contains((await sink.Next()).Body, "Nothing routes this alert.");
    }

    [TestMethod]
    public async Task A_webhook_carries_the_dedup_key_its_headers_and_a_signature_over_the_body()
    {
        await using WebSink sink = await WebSink.Start();
        var headers = new Dictionary<string, Secret> { ["X-Team"] = Secret.Literal("web") };
        var settings = new WebhookReceiverSettings(Secret.Literal(sink.Url + "/hook?a=b"), headers, Secret.Literal("k3y"), Samples.Timeout);
        await Deliver(Samples.Notification(key: "abc123"), new Receiver("oncall", settings, default));
        ReceivedRequest request = await sink.Next();
        Assert.AreEqual("POST /hook?a=b", $"{request.Method} {request.Target}");
        Assert.AreEqual("abc123", request.Headers["Idempotency-Key"]);
        Assert.AreEqual("web", request.Headers["X-Team"]);
        Assert.AreEqual("application/json", request.Headers["Content-Type"]);
        string expected = Convert.ToHexStringLower(HMACSHA256.HashData("k3y"u8, Encoding.UTF8.GetBytes(request.Body)));
        Assert.AreEqual("sha256=" + expected, request.Headers["X-RulesPlatform-Signature"]);
    }

    [TestMethod]
    public async Task Credentials_in_an_address_become_basic_authentication()
    {
        await using WebSink sink = await WebSink.Start();
        await Deliver(Samples.Notification(), Samples.Receiver("alertmanager", sink.Url.Replace("//", "//us%40er:pa%3Ass@", StringComparison.Ordinal) + "/base/"));
        ReceivedRequest request = await sink.Next();
        Assert.AreEqual("/base/api/v2/alerts", request.Target);
        Assert.AreEqual("Basic " + Convert.ToBase64String("us@er:pa:ss"u8), request.Headers["Authorization"]);
    }

    [TestMethod]
    [DataRow(0, 3, 0, DisplayName = "0 sends all")]
    [DataRow(2, 2, 1)]
    [DataRow(3, 3, 0)]
    [DataRow(9, 3, 0)]
    public async Task A_webhook_sends_at_most_so_many_alerts_and_counts_the_rest(int maxAlerts, int sent, int truncated)
    {
        await using WebSink sink = await WebSink.Start();
        var settings = new WebhookReceiverSettings(Secret.Literal(sink.Url), Samples.NoHeaders, null, Samples.Timeout, maxAlerts);
        Notification notification = Samples.Notification() with { Alerts = [Samples.Firing("a"), Samples.Firing("b"), Samples.Firing("c")] };
        await Deliver(notification, new Receiver("oncall", settings, default));
        using JsonDocument payload = JsonDocument.Parse((await sink.Next()).Body);
        Assert.AreEqual(sent, payload.RootElement.GetProperty("alerts").GetArrayLength());
        Assert.AreEqual(truncated, payload.RootElement.GetProperty("truncatedAlerts").GetInt32());
    }

    [TestMethod]
    public async Task Alertmanager_gets_label_names_that_it_accepts()
    {
        await using WebSink sink = await WebSink.Start();
        NotifiedAlert odd = Samples.Firing() with { Labels = LabelSet.Of(("alertname", "A"), ("http.code", "500"), ("9lives", "yes")) };
        await Deliver(Samples.Notification() with { Alerts = [odd] }, Samples.Receiver("alertmanager", sink.Url));
        using JsonDocument payload = JsonDocument.Parse((await sink.Next()).Body);
        JsonElement labels = payload.RootElement[0].GetProperty("labels");
        CollectionAssert.AreEquivalent(new[] { "alertname", "http_code", "_9lives" }, labels.EnumerateObject().Select(label => label.Name).ToArray());
    }

    [TestMethod]
    [DataRow("slack", 40_000)]
    [DataRow("teams", 28_000)]
    [DataRow("pagerduty", 512_000)]
    public async Task A_flood_of_long_alerts_stays_within_the_receivers_limits(string kind, int maxBytes)
    {
        await using WebSink sink = await WebSink.Start();
        NotifiedAlert longest = Samples.Firing() with
        {
            Annotations = new Dictionary<string, string> { ["summary"] = string.Concat(Enumerable.Repeat("ä😀", 2_000)) },
        };
        await Deliver(Samples.Notification() with { Alerts = [.. Enumerable.Repeat(longest, 300)] }, Samples.Receiver(kind, sink.Url));
        string body = (await sink.Next()).Body;
        Assert.IsLessThanOrEqualTo(maxBytes, kind == "slack" ? body.Length : Encoding.UTF8.GetByteCount(body));
        using JsonDocument payload = JsonDocument.Parse(body);
        if (kind == "slack")
        {
            JsonElement blocks = payload.RootElement.GetProperty("attachments")[0].GetProperty("blocks");
            Assert.IsLessThanOrEqualTo(50, blocks.GetArrayLength());
            Assert.IsTrue(blocks.EnumerateArray().Where(block => block.TryGetProperty("text", out _))
                .All(block => block.GetProperty("text").GetProperty("text").GetString()!.Length <= 3000));
        }
        Assert.IsFalse(body.Contains('\uFFFD'), "A character was cut in half.");
    }

    [TestMethod]
    [DataRow(200, DeliveryOutcome.Delivered, "200 OK: fine")]
    [DataRow(202, DeliveryOutcome.Delivered, "202 Accepted: fine")]
    [DataRow(302, DeliveryOutcome.Rejected, "302 Found: fine (redirects are not followed: name the final address)")]
    [DataRow(400, DeliveryOutcome.Rejected, "400 Bad Request: fine")]
    [DataRow(404, DeliveryOutcome.Rejected, "404 Not Found: fine")]
    [DataRow(408, DeliveryOutcome.Retry, "408 Request Timeout: fine")]
    [DataRow(429, DeliveryOutcome.Retry, "429 Too Many Requests: fine")]
    [DataRow(500, DeliveryOutcome.Retry, "500 Internal Server Error: fine")]
    [DataRow(503, DeliveryOutcome.Retry, "503 Service Unavailable: fine")]
    public async Task The_status_decides_the_outcome(int status, DeliveryOutcome outcome, string detail)
    {
        await using WebSink sink = await WebSink.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            return context.Response.WriteAsync("\r\n fine \r\nsecond line");
        });
        foreach (object[] kind in Kinds)
        {
            DeliveryReceipt receipt = await Deliver(Samples.Notification(), Samples.Receiver((string)kind[0], sink.Url));
            Assert.AreEqual((outcome, detail), (receipt.Outcome, receipt.Detail), (string)kind[0]);
        }
    }

    [TestMethod]
    [DataRow("7", 7)]
    [DataRow("Tue, 24 Nov 2026 10:01:15 GMT", 60, DisplayName = "a date is a wait from now")]
    [DataRow("Tue, 24 Nov 2026 09:00:00 GMT", 0, DisplayName = "a date in the past is no wait")]
    [DataRow("soon", null)]
    public async Task The_wait_that_the_receiver_asks_for_is_in_the_receipt(string header, int? seconds)
    {
        await using WebSink sink = await WebSink.Start(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Samples.Receiver("webhook", sink.Url));
        Assert.AreEqual(seconds is { } wait ? TimeSpan.FromSeconds(wait) : (TimeSpan?)null, receipt.RetryAfter);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public async Task No_answer_in_time_is_retried(string kind)
    {
        await using WebSink sink = await WebSink.Start(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        Task<DeliveryReceipt> delivery = Deliver(Samples.Notification(), Samples.Receiver(kind, sink.Url));
        await sink.Next();
        _time.Advance(Samples.Timeout);
        DeliveryReceipt receipt = await delivery;
        Assert.AreEqual((DeliveryOutcome.Retry, "No answer within 10 s."), (receipt.Outcome, receipt.Detail));
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public async Task A_connection_that_is_cut_is_retried(string kind)
    {
        await using WebSink sink = await WebSink.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Samples.Receiver(kind, sink.Url));
        Assert.AreEqual(DeliveryOutcome.Retry, receipt.Outcome, receipt.Detail);
    }

    [TestMethod]
    public async Task A_port_where_nobody_listens_is_retried_with_the_reason()
    {
        string url;
        await using (WebSink gone = await WebSink.Start())
        {
            url = gone.Url;
        }
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Samples.Receiver("webhook", url));
        Assert.AreEqual((DeliveryOutcome.Retry, "ConnectionError: Connection refused"), (receipt.Outcome, receipt.Detail));
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public async Task A_certificate_that_nobody_vouches_for_is_retried_with_the_reason(string kind)
    {
        await using var server = new TlsServer(TimeProvider.System.GetUtcNow().AddDays(30));
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Samples.Receiver(kind, server.Url));
        Assert.AreEqual(DeliveryOutcome.Retry, receipt.Outcome);
        StringAssert.StartsWith(receipt.Detail, "SecureConnectionError: ");
        StringAssert.Contains(receipt.Detail, "certificate");
    }

    [TestMethod]
    public async Task A_cancelled_delivery_throws_and_leaves_no_receipt()
    {
        await using WebSink sink = await WebSink.Start(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var stop = new CancellationTokenSource();
        Task<DeliveryReceipt> delivery = Deliver(Samples.Notification(), Samples.Receiver("webhook", sink.Url), stop.Token);
        await sink.Next();
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => delivery);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public async Task A_secret_that_cannot_be_read_is_retried_and_named(string kind)
    {
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Samples.Receiver(kind, Secret.FromFile("/nowhere/url")));
        Assert.AreEqual(DeliveryOutcome.Retry, receipt.Outcome);
        StringAssert.Contains(receipt.Detail, "/nowhere/url");
    }

    [TestMethod]
    [DataRow("hooks.example.org/x")]
    [DataRow("ftp://hooks.example.org/x")]
    [DataRow("")]
    public async Task An_address_that_is_none_is_named_by_its_place_only(string url)
    {
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Samples.Receiver("slack", url));
        Assert.AreEqual(
            (DeliveryOutcome.Retry, "The receiver's url (literal) is not an absolute http or https address."), (receipt.Outcome, receipt.Detail));
    }

    [TestMethod]
    public async Task A_server_that_echoes_what_it_was_sent_gets_no_secret_into_the_receipt()
    {
        await using WebSink sink = await WebSink.Start(context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync($"Cannot POST {context.Request.Path}{context.Request.QueryString} with {context.Request.Headers.Authorization} by {context.Request.Headers["X-Token"]}");
        });
        string url = sink.Url.Replace("//", "//us3rname:passw0rd@", StringComparison.Ordinal) + "/services/T0AAAAAAA/B0BBBBBBB/S3cr3tS3cr3t?key=q3ryq3ryq3ry";
        var headers = new Dictionary<string, Secret> { ["X-Token"] = Secret.Literal("h3ad3r") };
        var settings = new WebhookReceiverSettings(Secret.Literal(url), headers, null, Samples.Timeout);
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), new Receiver("oncall", settings, default));
        Assert.AreEqual("404 Not Found: Cannot POST *** with Basic *** by ***", receipt.Detail);
    }

    private Task<DeliveryReceipt> Deliver(Notification notification, Receiver receiver, CancellationToken cancellation = default)
    {
        IResponder responder = receiver.Settings.Kind switch
        {
            "webhook" => new WebhookResponder(_exchange, Samples.Platform),
            "alertmanager" => new AlertmanagerResponder(_exchange, Samples.Platform),
            "slack" => new SlackResponder(_exchange, Samples.Platform),
            "teams" => new TeamsResponder(_exchange, Samples.Platform),
            _ => new PagerDutyResponder(_exchange, Samples.Platform),
        };
        Assert.AreEqual(receiver.Settings.Kind, responder.Kind);
        return responder.Deliver(notification, receiver, cancellation).AsTask();
    }
}
