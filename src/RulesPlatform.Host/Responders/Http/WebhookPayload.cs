using System.Text.Json;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>
/// Alertmanager's webhook message, version 4, member for member
/// (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config). Writing allocates nothing but what the writer needs.
/// </summary>
internal static class WebhookPayload
{
    /// <param name="maxAlerts">0 sends all; otherwise the first so many, and <c>truncatedAlerts</c> counts the rest. Common labels are those of the alerts sent.</param>
    public static void Write(Utf8JsonWriter json, Notification notification, string receiver, int maxAlerts, PlatformAddress platform)
    {
        IReadOnlyList<NotifiedAlert> alerts = notification.Alerts;
        int count = maxAlerts > 0 ? Math.Min(maxAlerts, alerts.Count) : alerts.Count;
        json.WriteStartObject();
        json.WriteString("receiver"u8, receiver);
        json.WriteString("status"u8, Status(notification.IsFiring));
        json.WriteStartArray("alerts"u8);
        for (int i = 0; i < count; i++)
        {
            WriteAlert(json, alerts[i], notification.Note, platform);
        }
        json.WriteEndArray();
        json.WriteLabels("groupLabels"u8, notification.GroupLabels);
        WriteCommonLabels(json, alerts, count);
        WriteCommonAnnotations(json, alerts, count, notification.Note);
        json.WriteString("externalURL"u8, platform.ExternalUrl);
        json.WriteString("version"u8, "4"u8);
        json.WriteString("groupKey"u8, notification.GroupKey);
        json.WriteNumber("truncatedAlerts"u8, alerts.Count - count);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> Status(bool isFiring) => isFiring ? "firing"u8 : "resolved"u8;

    private static void WriteAlert(Utf8JsonWriter json, NotifiedAlert alert, string? note, PlatformAddress platform)
    {
        json.WriteStartObject();
        json.WriteString("status"u8, Status(alert.IsFiring));
        json.WriteLabels("labels"u8, alert.Labels);
        json.WriteAnnotations("annotations"u8, alert, note);
        json.WriteInstant("startsAt"u8, alert.StartsAt);
        json.WriteInstant("endsAt"u8, alert.EndsAt);
        json.WriteString("generatorURL"u8, platform.AlertUrl(alert.Fingerprint));
        json.WriteString("fingerprint"u8, alert.Fingerprint);
        json.WriteEndObject();
    }

    private static void WriteCommonLabels(Utf8JsonWriter json, IReadOnlyList<NotifiedAlert> alerts, int count)
    {
        json.WriteStartObject("commonLabels"u8);
        LabelSet first = count == 0 ? LabelSet.Empty : alerts[0].Labels;
        for (int i = 0; i < first.Count; i++)
        {
            (string name, string value) = first[i];
            bool isCommon = true;
            for (int other = 1; other < count && isCommon; other++)
            {
                isCommon = string.Equals(alerts[other].Labels[name], value, StringComparison.Ordinal);
            }
            if (isCommon)
            {
                json.WriteString(name, value);
            }
        }
        json.WriteEndObject();
    }

    private static void WriteCommonAnnotations(Utf8JsonWriter json, IReadOnlyList<NotifiedAlert> alerts, int count, string? note)
    {
        json.WriteStartObject("commonAnnotations"u8);
        if (count > 0)
        {
            foreach ((string name, string value) in alerts[0].Annotations)
            {
                bool isCommon = true;
                for (int other = 1; other < count && isCommon; other++)
                {
                    isCommon = alerts[other].Annotations.TryGetValue(name, out string? theirs) && string.Equals(theirs, value, StringComparison.Ordinal);
                }
                if (isCommon)
                {
                    json.WriteString(name, value);
                }
            }
        }
        if (note is not null)
        {
            json.WriteString(PayloadJson.NoteAnnotation, note);
        }
        json.WriteEndObject();
    }
}
