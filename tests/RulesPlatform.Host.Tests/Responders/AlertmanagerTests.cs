using System.Text.Json;
using RulesPlatform.Host.Responders.Http;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>Against the real program: it judges alerts by the clock on the wall, so these tests do too.</summary>
[TestClass]
public sealed class AlertmanagerTests
{
    [TestMethod]
    public async Task The_real_Alertmanager_takes_an_alert_shows_it_and_sees_it_resolve()
    {
        await using WebSink sink = await WebSink.Start();
        await using RealAlertmanager alertmanager = await RealAlertmanager.Start(sink.Url);
        using var exchange = new HttpExchange(HttpExchange.Network(), TimeProvider.System);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        NotifiedAlert alert = Samples.Firing() with { StartsAt = now - TimeSpan.FromMinutes(2) };
        Notification firing = Samples.Notification() with { Alerts = [alert], DueAt = now };

        await Deliver(exchange, firing, alertmanager.Url);
        JsonElement shown = (await AlertsOf(alertmanager)).Single();
        Assert.AreEqual("active", shown.GetProperty("status").GetProperty("state").GetString());
        foreach (Label label in alert.Labels)
        {
            Assert.AreEqual(label.Value, shown.GetProperty("labels").GetProperty(label.Name).GetString());
        }
        Assert.AreEqual(alert.Annotations["description"], shown.GetProperty("annotations").GetProperty("description").GetString());
        Assert.AreEqual((now + TimeSpan.FromMinutes(4)).ToUnixTimeMilliseconds(), shown.GetProperty("endsAt").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.AreEqual(alert.StartsAt.ToUnixTimeMilliseconds(), shown.GetProperty("startsAt").GetDateTimeOffset().ToUnixTimeMilliseconds());

        await Deliver(exchange, firing with { Alerts = [alert with { EndsAt = now }] }, alertmanager.Url);
        Assert.IsEmpty(await AlertsOf(alertmanager));
        Assert.AreEqual("firing", StatusOf(await sink.Next()));
        Assert.AreEqual("resolved", StatusOf(await sink.Next()));
    }

    [TestMethod]
    public async Task The_real_Alertmanager_refuses_an_alert_without_labels_and_the_receipt_says_so()
    {
        await using RealAlertmanager alertmanager = await RealAlertmanager.Start("http://127.0.0.1:1/");
        using var exchange = new HttpExchange(HttpExchange.Network(), TimeProvider.System);
        var responder = new AlertmanagerResponder(exchange, Samples.Platform);
        Notification bare = Samples.Notification() with { Alerts = [Samples.Firing() with { Labels = LabelSet.Empty }] };
        DeliveryReceipt receipt = await responder.Deliver(bare, Samples.Receiver("alertmanager", alertmanager.Url), default);
        Assert.AreEqual(DeliveryOutcome.Rejected, receipt.Outcome);
        StringAssert.StartsWith(receipt.Detail, "400 Bad Request: ");
        StringAssert.Contains(receipt.Detail, "label");
    }

    /// <summary>The same alert, told by both: every member that Alertmanager sends we send, with the same type, in the same order, and nothing else.</summary>
    [TestMethod]
    [DataRow(false, DisplayName = "firing")]
    [DataRow(true, DisplayName = "resolved")]
    public async Task Our_webhook_has_the_shape_of_the_real_Alertmanagers(bool isResolved)
    {
        await using WebSink theirSink = await WebSink.Start();
        await using WebSink ourSink = await WebSink.Start();
        await using RealAlertmanager alertmanager = await RealAlertmanager.Start(theirSink.Url);
        using var exchange = new HttpExchange(HttpExchange.Network(), TimeProvider.System);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        NotifiedAlert alert = Samples.Firing() with { StartsAt = now - TimeSpan.FromMinutes(2) };
        Notification notification = Samples.Notification() with { Alerts = [alert], DueAt = now };
        await Deliver(exchange, notification, alertmanager.Url);
        ReceivedRequest theirs = await theirSink.Next();
        if (isResolved)
        {
            notification = notification with { Alerts = [alert with { EndsAt = now }] };
            await Deliver(exchange, notification, alertmanager.Url);
            theirs = await theirSink.Next();
        }
        await new WebhookResponder(exchange, Samples.Platform).Deliver(notification, Samples.Receiver("webhook", ourSink.Url), default);
        ReceivedRequest ours = await ourSink.Next();

        using JsonDocument theirPayload = JsonDocument.Parse(theirs.Body);
        using JsonDocument ourPayload = JsonDocument.Parse(ours.Body);
        CollectionAssert.AreEqual(Shape("", theirPayload.RootElement).ToArray(), Shape("", ourPayload.RootElement).ToArray());
        foreach (string member in new[] { "receiver", "status", "version", "truncatedAlerts", "groupLabels", "commonLabels", "commonAnnotations" })
        {
            Assert.IsTrue(JsonElement.DeepEquals(theirPayload.RootElement.GetProperty(member), ourPayload.RootElement.GetProperty(member)), member);
        }
        JsonElement theirAlert = theirPayload.RootElement.GetProperty("alerts")[0];
        JsonElement ourAlert = ourPayload.RootElement.GetProperty("alerts")[0];
        foreach (string member in new[] { "status", "labels", "annotations", "startsAt", "endsAt", "generatorURL" })
        {
            Assert.IsTrue(JsonElement.DeepEquals(theirAlert.GetProperty(member), ourAlert.GetProperty(member)), $"{member}: {theirAlert} {ourAlert}");
        }
        Assert.AreEqual(theirAlert.GetProperty("fingerprint").GetString()!.Length, ourAlert.GetProperty("fingerprint").GetString()!.Length);
        Assert.AreEqual(theirs.Headers["Content-Type"], ours.Headers["Content-Type"]);
    }

    /// <summary>Every path with its type; members of the label and annotation maps count by name too. Maps may be in any order, records not.</summary>
    private static IEnumerable<string> Shape(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(path, element).SelectMany(member => Shape($"{path}.{member.Name}", member.Value).Prepend($"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Shape($"{path}[{index}]", item)),
        _ => [$"{path}: {element.ValueKind}"],
    };

    private static IEnumerable<JsonProperty> Members(string path, JsonElement element)
    {
        bool isMap = path.EndsWith("abels", StringComparison.Ordinal) || path.EndsWith("nnotations", StringComparison.Ordinal);
        return isMap ? element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal) : element.EnumerateObject();
    }

    private static async Task Deliver(HttpExchange exchange, Notification notification, string url)
    {
        var responder = new AlertmanagerResponder(exchange, Samples.Platform);
        DeliveryReceipt receipt = await responder.Deliver(notification, Samples.Receiver("alertmanager", url), default);
        Assert.AreEqual(new DeliveryReceipt(DeliveryOutcome.Delivered, "200 OK"), receipt);
    }

    private static async Task<JsonElement[]> AlertsOf(RealAlertmanager alertmanager)
    {
        using var client = new HttpClient();
        using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync(alertmanager.Url + "/api/v2/alerts"));
        return [.. answer.RootElement.Clone().EnumerateArray()];
    }

    private static string? StatusOf(ReceivedRequest request)
    {
        using JsonDocument payload = JsonDocument.Parse(request.Body);
        return payload.RootElement.GetProperty("status").GetString();
    }
}
