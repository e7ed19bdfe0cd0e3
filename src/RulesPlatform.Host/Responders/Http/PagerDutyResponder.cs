using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>
/// PagerDuty's Events API v2 (https://developer.pagerduty.com/docs/events-api-v2/): one incident for each group, triggered while anything of
/// it fires, resolved when nothing does. Events of one group share a <c>dedup_key</c>, so that repeats update the incident.
/// </summary>
internal sealed class PagerDutyResponder(HttpExchange exchange, PlatformAddress platform) : IResponder
{
    private const int MaxSummary = 1024;
    private const int MaxField = 255;

    /// <summary>An event may have 512 KB; so many alerts with their labels stay far below.</summary>
    private const int MaxAlertsShown = 50;

    public string Kind => "pagerduty";

    public async ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var settings = (PagerDutyReceiverSettings)receiver.Settings;
        if (!settings.RoutingKey.TryReveal(out string? routingKey, out string? problem))
        {
            return new DeliveryReceipt(DeliveryOutcome.Retry, problem);
        }
        PayloadBuffer body = PayloadBuffer.Rent();
        Write(body.Json, notification, receiver.Name, routingKey);
        var post = new JsonPost(settings.Url, settings.Timeout, notification.DedupKey) { Confidential = routingKey };
        return await exchange.Send(post, body, cancellation).ConfigureAwait(false);
    }

    private void Write(Utf8JsonWriter json, Notification notification, string receiver, string routingKey)
    {
        json.WriteStartObject();
        json.WriteString("routing_key"u8, routingKey);
        json.WriteString("event_action"u8, notification.IsFiring ? "trigger"u8 : "resolve"u8);
        json.WriteString("dedup_key"u8, DedupKey(receiver, notification.GroupKey));
        json.WriteString("client"u8, "RulesPlatform"u8);
        json.WriteString("client_url"u8, $"{platform.ExternalUrl}/alerts");
        WritePayload(json, notification);
        json.WriteStartArray("links"u8);
        foreach (string runbook in notification.Alerts.Select(NotificationText.Runbook).OfType<string>().Distinct().Take(5))
        {
            json.WriteStartObject();
            json.WriteString("href"u8, runbook);
            json.WriteString("text"u8, "Runbook"u8);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WritePayload(Utf8JsonWriter json, Notification notification)
    {
        NotifiedAlert? first = notification.Alerts.Count > 0 ? notification.Alerts[0] : null;
        json.WriteStartObject("payload"u8);
        string summary = first is null ? "" : ": " + NotificationText.Summary(first);
        json.WriteString("summary"u8, NotificationText.Clip(NotificationText.OneLine(NotificationText.Title(notification) + summary), MaxSummary));
        json.WriteString("source"u8, Source(first));
        json.WriteString("severity"u8, Severity(notification));
        json.WriteInstant("timestamp"u8, notification.DueAt);
        if (first is not null)
        {
            json.WriteString("class"u8, NotificationText.Clip(NotificationText.AlertName(first), MaxField));
        }
        json.WriteString("group"u8, NotificationText.Clip(notification.GroupKey, MaxField));
        json.WriteStartObject("custom_details"u8);
        json.WriteString("cause"u8, notification.Cause.ToString());
        json.WriteString("route"u8, notification.Route);
        if (notification.Note is { } note)
        {
            json.WriteString("note"u8, note);
        }
        json.WriteNumber("firing"u8, notification.Alerts.Count(alert => alert.IsFiring));
        json.WriteNumber("resolved"u8, notification.Alerts.Count(alert => !alert.IsFiring));
        WriteAlerts(json, notification);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteAlerts(Utf8JsonWriter json, Notification notification)
    {
        json.WriteStartArray("alerts"u8);
        foreach (NotifiedAlert alert in notification.Alerts.Take(MaxAlertsShown))
        {
            json.WriteStartObject();
            json.WriteString("status"u8, alert.IsFiring ? "firing"u8 : "resolved"u8);
            json.WriteString("summary"u8, NotificationText.Clip(NotificationText.Summary(alert), MaxSummary));
            json.WriteLabels("labels"u8, alert.Labels);
            json.WriteString("value"u8, NotificationText.Value(alert));
            json.WriteString("span"u8, NotificationText.Span(alert));
            json.WriteString("url"u8, platform.AlertUrl(alert.Fingerprint));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("alerts_left_out"u8, Math.Max(0, notification.Alerts.Count - MaxAlertsShown));
    }

    /// <summary>At most 255 characters and the same for every event of the group.</summary>
    private static string DedupKey(string receiver, string groupKey) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{receiver}\n{groupKey}")));

    /// <summary>What is affected: the machine, else the service, else the platform.</summary>
    private string Source(NotifiedAlert? alert)
    {
        string[] names = ["instance", "host", "service", "job"];
        string? label = names.Select(name => alert?.Labels[name]).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return NotificationText.Clip(label ?? platform.ExternalUrl, MaxField);
    }

    /// <summary>The worst of what fires (of everything, once nothing does), in PagerDuty's four words.</summary>
    private static string Severity(Notification notification)
    {
        IEnumerable<NotifiedAlert> judged = notification.IsFiring ? notification.Alerts.Where(alert => alert.IsFiring) : notification.Alerts;
        string[] words = [.. judged.Select(alert => Word(NotificationText.Severity(alert)))];
        string[] worstFirst = ["critical", "error", "warning", "info"];
        return worstFirst.FirstOrDefault(words.Contains) ?? "error";
    }

    private static string Word(string severity) => severity.ToLowerInvariant() switch
    {
        "critical" or "fatal" or "page" or "emergency" or "disaster" => "critical",
        "warning" or "warn" or "minor" => "warning",
        "info" or "information" or "notice" or "low" or "none" => "info",
        _ => "error",
    };
}
