using Microsoft.Extensions.Logging;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders;

/// <summary>One line a notification in the platform's own log, category <c>RulesPlatform.Notifications</c>: a warning while something fires.</summary>
internal sealed class LogResponder(ILoggerFactory logs) : IResponder
{
    private const int AlertsShown = 10;

    private static readonly DeliveryReceipt Logged = new(DeliveryOutcome.Delivered, "logged");

    private readonly ILogger _log = logs.CreateLogger("RulesPlatform.Notifications");

    public string Kind => "log";

    public ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        LogLevel level = notification.IsFiring ? LogLevel.Warning : LogLevel.Information;
        if (_log.IsEnabled(level))
        {
            _log.Log(level, "{Title} receiver={Receiver} cause={Cause} due={Due:O} key={DedupKey}{Note}: {Alerts}",
                NotificationText.Title(notification), receiver.Name, notification.Cause, notification.DueAt, notification.DedupKey,
                notification.Note is null ? "" : NotificationText.OneLine($" note=\"{notification.Note}\""), Alerts(notification.Alerts));
        }
        return ValueTask.FromResult(Logged);
    }

    private static string Alerts(IReadOnlyList<NotifiedAlert> alerts)
    {
        string shown = string.Join("; ", alerts.Take(AlertsShown).Select(alert =>
            $"{NotificationText.State(alert)} {alert.Labels} value={NotificationText.Value(alert)} {NotificationText.Summary(alert)}"));
        return NotificationText.OneLine(alerts.Count > AlertsShown ? $"{shown}; and {alerts.Count - AlertsShown} more" : shown);
    }
}
