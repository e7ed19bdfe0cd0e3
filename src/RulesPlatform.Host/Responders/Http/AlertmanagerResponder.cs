using System.Text.Json;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>
/// Posts alerts to Alertmanager's API v2 (<c>/api/v2/alerts</c> below the receiver's url). A firing alert ends four resend intervals
/// after the notification was due, so that it resolves by itself when the platform falls silent, and not because one resend was late.
/// </summary>
internal sealed class AlertmanagerResponder(HttpExchange exchange, PlatformAddress platform) : IResponder
{
    private const int ResendsUntilEnd = 4;

    public string Kind => "alertmanager";

    public ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var settings = (AlertmanagerReceiverSettings)receiver.Settings;
        PayloadBuffer body = PayloadBuffer.Rent();
        Write(body.Json, notification, settings.ResendEvery);
        var post = new JsonPost(settings.Url, settings.Timeout, notification.DedupKey) { Path = "/api/v2/alerts", Headers = settings.Headers };
        return exchange.Send(post, body, cancellation);
    }

    private void Write(Utf8JsonWriter json, Notification notification, TimeSpan resendEvery)
    {
        DateTimeOffset firingUntil = notification.DueAt + ResendsUntilEnd * resendEvery;
        json.WriteStartArray();
        foreach (NotifiedAlert alert in notification.Alerts)
        {
            json.WriteStartObject();
            json.WriteLabels("labels"u8, Valid(alert.Labels));
            json.WriteAnnotations("annotations"u8, alert, notification.Note);
            json.WriteInstant("startsAt"u8, alert.StartsAt);
            json.WriteInstant("endsAt"u8, alert.EndsAt ?? firingUntil);
            json.WriteString("generatorURL"u8, platform.AlertUrl(alert.Fingerprint));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Alertmanager takes label names of [A-Za-z_][A-Za-z0-9_]* only; anything else becomes an underscore, so that no alert is refused for it.</summary>
    private static LabelSet Valid(LabelSet labels) =>
        labels.All(label => IsValid(label.Name)) ? labels : LabelSet.Of(labels.Select(label => new Label(ValidName(label.Name), label.Value)));

    private static bool IsValid(string name)
    {
        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_')
            {
                return false;
            }
        }
        return name.Length > 0 && !char.IsAsciiDigit(name[0]);
    }

    private static string ValidName(string name)
    {
        string letters = string.Create(name.Length, name, static (text, from) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
            }
        });
        return letters.Length > 0 && char.IsAsciiDigit(letters[0]) ? "_" + letters : letters;
    }
}
