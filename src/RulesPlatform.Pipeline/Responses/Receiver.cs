using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>A named place to send to.</summary>
public sealed record Receiver(string Name, ReceiverSettings Settings, Origin Origin);

/// <summary>What a responder needs. <see cref="Kind"/> is the word that rule files use.</summary>
public abstract record ReceiverSettings(string Kind);

/// <summary>One line a notification in the platform's own log.</summary>
public sealed record LogReceiverSettings() : ReceiverSettings("log");

/// <summary>Alertmanager's webhook payload, version 4.</summary>
/// <param name="SigningKey">When set, <c>X-RulesPlatform-Signature: sha256=HEX</c> (HMAC-SHA256 over the body) is sent.</param>
public sealed record WebhookReceiverSettings(
    Secret Url, IReadOnlyDictionary<string, Secret> Headers, Secret? SigningKey, TimeSpan Timeout, int MaxAlerts = 0) : ReceiverSettings("webhook");

/// <summary>Alertmanager's API v2. Firing alerts are sent again every <paramref name="ResendEvery"/> until they resolve.</summary>
public sealed record AlertmanagerReceiverSettings(Secret Url, IReadOnlyDictionary<string, Secret> Headers, TimeSpan Timeout, TimeSpan ResendEvery) : ReceiverSettings("alertmanager");

public sealed record EmailReceiverSettings(
    string Host, int Port, bool Tls, string From, IReadOnlyList<string> To, Secret? User, Secret? Password, TimeSpan Timeout) : ReceiverSettings("email");

public sealed record SlackReceiverSettings(Secret Url, TimeSpan Timeout) : ReceiverSettings("slack");

public sealed record TeamsReceiverSettings(Secret Url, TimeSpan Timeout) : ReceiverSettings("teams");

/// <summary>PagerDuty Events API v2.</summary>
/// <param name="Url">The events endpoint; <c>https://events.pagerduty.com/v2/enqueue</c> unless said otherwise.</param>
public sealed record PagerDutyReceiverSettings(Secret Url, Secret RoutingKey, TimeSpan Timeout) : ReceiverSettings("pagerduty");
