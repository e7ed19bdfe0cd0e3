using System.Net;
using System.Text;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Mail;

/// <summary>The two bodies of a mail: one for a terminal, at most 78 columns where the texts allow, one for a phone, a single column without images.</summary>
internal static class EmailText
{
    /// <summary>Mail systems clip long messages; the rest is a link away.</summary>
    private const int MaxAlertsShown = 50;

    private const string ValueIndent = "              ";

    private const string Red = "#b42318";
    private const string Green = "#1e7b34";

    public static string Plain(Notification notification, PlatformAddress platform)
    {
        var text = new StringBuilder();
        text.Append(NotificationText.Title(notification)).Append('\n');
        if (notification.Note is { } note)
        {
            text.Append("\n! ").Append(note).Append('\n');
        }
        foreach (NotifiedAlert alert in notification.Alerts.Take(MaxAlertsShown))
        {
            text.Append('\n').Append(NotificationText.State(alert)).Append("  ").Append(NotificationText.AlertName(alert)).Append('\n');
            text.Append("  ").Append(Indented(NotificationText.Summary(alert), "  ")).Append('\n');
            foreach ((string name, string value) in Facts(alert))
            {
                text.Append("  ").Append(name.PadRight(12)).Append(Indented(value, ValueIndent)).Append('\n');
            }
            text.Append("  ").Append("see".PadRight(12)).Append(platform.AlertUrl(alert.Fingerprint)).Append('\n');
        }
        if (notification.Alerts.Count > MaxAlertsShown)
        {
            text.Append("\nand ").Append(notification.Alerts.Count - MaxAlertsShown).Append(" more\n");
        }
        text.Append("\n-- \n").Append(Reason(notification)).Append('\n').Append(platform.ExternalUrl).Append("/alerts\n");
        return text.ToString();
    }

    public static string Html(Notification notification, PlatformAddress platform)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(Encode(NotificationText.Title(notification)))
            .Append("</title></head>\n<body style=\"margin:0;padding:12px;background:#f4f5f7;color:#1d2939;font:16px/1.45 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif\">\n")
            .Append("<div style=\"max-width:640px;margin:0 auto\">\n<h1 style=\"font-size:18px;margin:0 0 12px;padding:12px;border-radius:6px;color:#ffffff;background:")
            .Append(notification.IsFiring ? Red : Green).Append("\">").Append(Encode(NotificationText.Title(notification))).Append("</h1>\n");
        if (notification.Note is { } note)
        {
            html.Append("<p style=\"padding:12px;background:#fff4ce;border-radius:6px;margin:0 0 12px\">").Append(Encode(note)).Append("</p>\n");
        }
        foreach (NotifiedAlert alert in notification.Alerts.Take(MaxAlertsShown))
        {
            AppendAlert(html, alert, platform);
        }
        if (notification.Alerts.Count > MaxAlertsShown)
        {
            html.Append("<p>and ").Append(notification.Alerts.Count - MaxAlertsShown).Append(" more</p>\n");
        }
        html.Append("<p style=\"font-size:13px;color:#667085\">").Append(Encode(Reason(notification))).Append(" <a href=\"")
            .Append(Encode(platform.ExternalUrl)).Append("/alerts\">All alerts</a></p>\n</div></body></html>\n");
        return html.ToString();
    }

    private static void AppendAlert(StringBuilder html, NotifiedAlert alert, PlatformAddress platform)
    {
        string color = alert.IsFiring ? Red : Green;
        html.Append("<div style=\"background:#ffffff;border-left:6px solid ").Append(color).Append(";border-radius:6px;padding:12px;margin:0 0 12px\">\n")
            .Append("<p style=\"margin:0 0 4px\"><b style=\"color:").Append(color).Append("\">").Append(NotificationText.State(alert)).Append("</b> <a href=\"")
            .Append(Encode(platform.AlertUrl(alert.Fingerprint))).Append("\" style=\"color:#1d2939\"><b>").Append(Encode(NotificationText.AlertName(alert))).Append("</b></a></p>\n")
            .Append("<p style=\"margin:0 0 8px;white-space:pre-line\">").Append(Encode(NotificationText.Summary(alert))).Append("</p>\n<table style=\"border-collapse:collapse;font-size:14px\">\n");
        foreach ((string name, string value) in Facts(alert))
        {
            bool isLink = name == "runbook" && NotificationText.Runbook(alert) is not null;
            html.Append("<tr><td style=\"padding:1px 12px 1px 0;color:#667085;vertical-align:top\">").Append(Encode(name))
                .Append("</td><td style=\"padding:1px 0;word-break:break-word;white-space:pre-line\">")
                .Append(isLink ? $"<a href=\"{Encode(value)}\">{Encode(value)}</a>" : Encode(value)).Append("</td></tr>\n");
        }
        html.Append("</table>\n</div>\n");
    }

    /// <summary>What both bodies tell of an alert beside its summary, in order.</summary>
    private static IEnumerable<(string Name, string Value)> Facts(NotifiedAlert alert)
    {
        if (NotificationText.Severity(alert) is { Length: > 0 } severity)
        {
            yield return ("severity", severity);
        }
        yield return ("value", NotificationText.Value(alert));
        yield return (alert.IsFiring ? "firing" : "fired", NotificationText.Span(alert));
        yield return ("reason", alert.Reason);
        if (NotificationText.Labels(alert.Labels) is { Length: > 0 } labels)
        {
            yield return ("labels", labels);
        }
        foreach ((string name, string text) in alert.Annotations.Where(pair => pair.Key != "summary" && pair.Value.Length > 0))
        {
            yield return (name, text);
        }
    }

    /// <summary>Further lines begin under the first; nothing in them can command a terminal.</summary>
    private static string Indented(string text, string indent) =>
        string.Join('\n' + indent, text.ReplaceLineEndings("\n").Split('\n').Select(NotificationText.OneLine));

    private static string Reason(Notification notification) =>
        $"Sent by response rule {notification.Route} ({notification.Cause}), due {NotificationText.Instant(notification.DueAt)}.";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
