using System.Text.Json;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>
/// Slack's incoming webhook: a title, and one coloured attachment each for what fires (red) and what has resolved (green), as Block Kit.
/// Slack's limits hold: 50 blocks a message, 3,000 characters a section (https://api.slack.com/reference/block-kit/blocks).
/// </summary>
internal sealed class SlackResponder(HttpExchange exchange, PlatformAddress platform) : IResponder
{
    private const int MaxAlertsShown = 10;
    private const int MaxTitle = 500;
    private const int MaxSection = 3000;
    private const int MaxSummary = 500;
    private const int MaxLabels = 500;

    public string Kind => "slack";

    public ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var settings = (SlackReceiverSettings)receiver.Settings;
        PayloadBuffer body = PayloadBuffer.Rent();
        Write(body.Json, notification);
        return exchange.Send(new JsonPost(settings.Url, settings.Timeout, notification.DedupKey), body, cancellation);
    }

    private void Write(Utf8JsonWriter json, Notification notification)
    {
        string sign = notification.IsFiring ? ":rotating_light:" : ":white_check_mark:";
        string note = notification.Note is null ? "" : $"\n:warning: {Escape(NotificationText.Clip(notification.Note, MaxTitle))}";
        json.WriteStartObject();
        json.WriteString("text"u8, $"{sign} *{Escape(NotificationText.Clip(NotificationText.Title(notification), MaxTitle))}*{note}");
        json.WriteStartArray("attachments"u8);
        NotifiedAlert[] shown = [.. notification.Alerts.Take(MaxAlertsShown)];
        int hidden = notification.Alerts.Count - shown.Length;
        NotifiedAlert[] firing = [.. shown.Where(alert => alert.IsFiring)];
        NotifiedAlert[] resolved = [.. shown.Where(alert => !alert.IsFiring)];
        WriteAttachment(json, "#d92d20", firing, resolved.Length == 0 ? hidden : 0);
        WriteAttachment(json, "#2e8540", resolved, resolved.Length > 0 ? hidden : 0);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteAttachment(Utf8JsonWriter json, string color, NotifiedAlert[] alerts, int hidden)
    {
        if (alerts.Length == 0)
        {
            return;
        }
        json.WriteStartObject();
        json.WriteString("color"u8, color);
        json.WriteStartArray("blocks"u8);
        foreach (NotifiedAlert alert in alerts)
        {
            WriteText(json, "section"u8, Section(alert));
        }
        string more = hidden > 0 ? $"and {hidden} more, " : "";
        WriteText(json, "context"u8, $"{more}<{platform.ExternalUrl}/alerts|all alerts>");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private string Section(NotifiedAlert alert)
    {
        string severity = NotificationText.Severity(alert);
        string labels = NotificationText.Labels(alert.Labels);
        string runbook = NotificationText.Runbook(alert) is { } link ? $" · <{EscapeLink(link)}|runbook>" : "";
        return $"*{NotificationText.State(alert)}* <{platform.AlertUrl(alert.Fingerprint)}|{Escape(NotificationText.Clip(NotificationText.AlertName(alert), 150))}>"
            + (severity.Length > 0 ? $" · {Escape(NotificationText.Clip(severity, 50))}" : "")
            + $" · value {NotificationText.Value(alert)}{runbook}\n"
            + Escape(NotificationText.Clip(NotificationText.Summary(alert), MaxSummary))
            + (labels.Length > 0 ? $"\n`{Escape(NotificationText.Clip(NotificationText.OneLine(labels).Replace('`', '\''), MaxLabels))}`" : "")
            + $"\n_{NotificationText.Span(alert)}_";
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> block, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, block);
        if (block.SequenceEqual("context"u8))
        {
            json.WriteStartArray("elements"u8);
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject("text"u8);
        }
        json.WriteString("type"u8, "mrkdwn"u8);
        json.WriteString("text"u8, NotificationText.Clip(text, MaxSection));
        json.WriteEndObject();
        if (block.SequenceEqual("context"u8))
        {
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary>Slack's own three (https://api.slack.com/reference/surfaces/formatting#escaping).</summary>
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A bar would end the address.</summary>
    private static string EscapeLink(string address) => Escape(address).Replace("|", "%7C", StringComparison.Ordinal);
}
