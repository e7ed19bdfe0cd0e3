using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>Posts <see cref="WebhookPayload"/> to an address, with the dedup key as <c>Idempotency-Key</c> and, where a key is set, a signature.</summary>
internal sealed class WebhookResponder(HttpExchange exchange, PlatformAddress platform) : IResponder
{
    public string Kind => "webhook";

    public ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var settings = (WebhookReceiverSettings)receiver.Settings;
        PayloadBuffer body = PayloadBuffer.Rent();
        WebhookPayload.Write(body.Json, notification, receiver.Name, settings.MaxAlerts, platform);
        var post = new JsonPost(settings.Url, settings.Timeout, notification.DedupKey) { Headers = settings.Headers, SigningKey = settings.SigningKey };
        return exchange.Send(post, body, cancellation);
    }
}
