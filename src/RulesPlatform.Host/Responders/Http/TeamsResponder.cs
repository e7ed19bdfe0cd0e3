using System.Text.Json;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>
/// A Teams workflow webhook: one message with an Adaptive Card 1.4, what fires in an attention container and what has resolved in a good
/// one. A message may have 28 KB: alerts are left out from the end, with their number told, until it fits.
/// </summary>
internal sealed class TeamsResponder(HttpExchange exchange, PlatformAddress platform) : IResponder
{
    /// <summary>Teams refuses beyond 28 KB; what it counts besides the text is not published, so a tenth is left.</summary>
    private const int MaxBytes = 25_000;

    private const int MaxAlertsShown = 20;
    private const int MaxTitle = 500;
    private const int MaxSummary = 1000;
    private const int MaxLabels = 800;

    public string Kind => "teams";

    public ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var settings = (TeamsReceiverSettings)receiver.Settings;
        PayloadBuffer body = PayloadBuffer.Rent();
        int shown = Math.Min(notification.Alerts.Count, MaxAlertsShown);
        Write(body.Json, notification, shown);
        while (shown > 1 && body.Written.Length > MaxBytes)
        {
            body.Clear();
            shown /= 2;
            Write(body.Json, notification, shown);
        }
        return exchange.Send(new JsonPost(settings.Url, settings.Timeout, notification.DedupKey), body, cancellation);
    }

    private void Write(Utf8JsonWriter json, Notification notification, int shown)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "message"u8);
        json.WriteStartArray("attachments"u8);
        json.WriteStartObject();
        json.WriteString("contentType"u8, "application/vnd.microsoft.card.adaptive"u8);
        json.WriteNull("contentUrl"u8);
        json.WriteStartObject("content"u8);
        json.WriteString("$schema"u8, "http://adaptivecards.io/schemas/adaptive-card.json"u8);
        json.WriteString("type"u8, "AdaptiveCard"u8);
        json.WriteString("version"u8, "1.4"u8);
        json.WriteStartObject("msteams"u8);
        json.WriteString("width"u8, "Full"u8);
        json.WriteEndObject();
        json.WriteStartArray("body"u8);
        WriteBody(json, notification, shown);
        json.WriteEndArray();
        json.WriteStartArray("actions"u8);
        WriteOpen(json, "All alerts", $"{platform.ExternalUrl}/alerts");
        if (notification.Alerts.Select(NotificationText.Runbook).FirstOrDefault(link => link is not null) is { } runbook)
        {
            WriteOpen(json, "Runbook", runbook);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteBody(Utf8JsonWriter json, Notification notification, int shown)
    {
        string title = $"{(notification.IsFiring ? "🔥" : "✅")} {NotificationText.Clip(NotificationText.Title(notification), MaxTitle)}";
        WriteText(json, Escape(title), notification.IsFiring ? "attention" : "good", isTitle: true);
        if (notification.Note is { } note)
        {
            WriteText(json, Escape("⚠ " + NotificationText.Clip(note, MaxTitle)), "warning", isTitle: false);
        }
        foreach (NotifiedAlert alert in notification.Alerts.Take(shown))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "Container"u8);
            json.WriteString("style"u8, alert.IsFiring ? "attention"u8 : "good"u8);
            json.WriteStartArray("items"u8);
            string severity = NotificationText.Severity(alert) is { Length: > 0 } word ? $" · {NotificationText.Clip(word, 50)}" : "";
            string name = Escape(NotificationText.Clip(NotificationText.AlertName(alert), 150));
            WriteText(json, $"**{NotificationText.State(alert)}** [{name}]({platform.AlertUrl(alert.Fingerprint)}){Escape(severity)} · value {NotificationText.Value(alert)}", null, isTitle: false);
            WriteText(json, Escape(NotificationText.Clip(NotificationText.Summary(alert), MaxSummary)), null, isTitle: false);
            string labels = NotificationText.Clip(NotificationText.Labels(alert.Labels), MaxLabels);
            WriteText(json, Escape(labels.Length > 0 ? $"{labels} · {NotificationText.Span(alert)}" : NotificationText.Span(alert)), null, isTitle: false, isSubtle: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        if (notification.Alerts.Count > shown)
        {
            WriteText(json, $"and {notification.Alerts.Count - shown} more", null, isTitle: false, isSubtle: true);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string text, string? color, bool isTitle, bool isSubtle = false)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "TextBlock"u8);
        json.WriteString("text"u8, text);
        json.WriteBoolean("wrap"u8, true);
        if (isTitle)
        {
            json.WriteString("size"u8, "Large"u8);
            json.WriteString("weight"u8, "Bolder"u8);
        }
        if (color is not null)
        {
            json.WriteString("color"u8, color);
        }
        if (isSubtle)
        {
            json.WriteBoolean("isSubtle"u8, true);
            json.WriteString("spacing"u8, "None"u8);
        }
        json.WriteEndObject();
    }

    private static void WriteOpen(Utf8JsonWriter json, string title, string url)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "Action.OpenUrl"u8);
        json.WriteString("title"u8, title);
        json.WriteString("url"u8, url);
        json.WriteEndObject();
    }

    /// <summary>A text block understands a part of Markdown; labels and summaries are to be read as they are.</summary>
    private static string Escape(string text)
    {
        string escaped = text;
        foreach (char mark in @"\*_[]`~#")
        {
            escaped = escaped.Replace(mark.ToString(), @"\" + mark, StringComparison.Ordinal);
        }
        return escaped;
    }
}
