using System.Globalization;
using System.Text;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders;

/// <summary>The words in which people are told: the same in chat, in mail and in the log.</summary>
internal static class NotificationText
{
    private static readonly string[] SaidElsewhere = ["alertname", "severity", "rule"];

    /// <summary><c>[FIRING:2, RESOLVED:1] HighErrorRatio (checkout, eu)</c>: counts, what, and the group's other labels.</summary>
    public static string Title(Notification notification)
    {
        int firing = notification.Alerts.Count(alert => alert.IsFiring);
        int resolved = notification.Alerts.Count - firing;
        string counts = (firing, resolved) switch
        {
            (0, 1) => "RESOLVED",
            (0, _) => $"RESOLVED:{resolved}",
            (1, 0) => "FIRING",
            (_, 0) => $"FIRING:{firing}",
            _ => $"FIRING:{firing}, RESOLVED:{resolved}",
        };
        string[] names = [.. notification.Alerts.Select(AlertName).Distinct(StringComparer.Ordinal)];
        string what = names.Length switch { 0 => "alerts", 1 => names[0], _ => $"{names[0]} and {names.Length - 1} more" };
        string where = string.Join(", ", notification.GroupLabels.Where(label => !SaidElsewhere.Contains(label.Name)).Select(label => label.Value));
        string cause = notification.Cause switch
        {
            NotificationCause.Escalated => " (escalated)",
            NotificationCause.Repeated => " (still)",
            _ => "",
        };
        return OneLine($"[{counts}] {what}{(where.Length > 0 ? $" ({where})" : "")}{cause}");
    }

    public static string AlertName(NotifiedAlert alert) => alert.Labels["alertname"] is { Length: > 0 } name ? name : "alert";

    public static string Severity(NotifiedAlert alert) => alert.Labels["severity"];

    /// <summary>FIRING or RESOLVED.</summary>
    public static string State(NotifiedAlert alert) => alert.IsFiring ? "FIRING" : "RESOLVED";

    /// <summary>The author's summary, else the description, else the name.</summary>
    public static string Summary(NotifiedAlert alert) =>
        Annotation(alert, "summary") ?? Annotation(alert, "description") ?? AlertName(alert);

    /// <summary>An annotation's text, or null where it is missing or empty.</summary>
    public static string? Annotation(NotifiedAlert alert, string name) =>
        alert.Annotations.TryGetValue(name, out string? text) && text.Length > 0 ? text : null;

    /// <summary>Runbooks are links only where they are http or https addresses.</summary>
    public static string? Runbook(NotifiedAlert alert) =>
        Annotation(alert, "runbook") is { } text && Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? text : null;

    /// <summary><c>service=checkout, zone=eu</c>: what identifies the alert beside its name and severity; empty where nothing does.</summary>
    public static string Labels(LabelSet labels) =>
        string.Join(", ", labels.Where(label => !SaidElsewhere.Contains(label.Name)).Select(label => $"{label.Name}={label.Value}"));

    /// <summary>Six significant digits; <c>none</c> for NaN.</summary>
    public static string Value(NotifiedAlert alert) =>
        double.IsNaN(alert.Value) ? "none" : alert.Value.ToString("G6", CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>Since when it fires, or from when to when it did.</summary>
    public static string Span(NotifiedAlert alert) =>
        alert.EndsAt is not { } end ? $"since {Instant(alert.StartsAt)}" : $"{Instant(alert.StartsAt)} to {Instant(end)} ({Length(end - alert.StartsAt)})";

    /// <summary>The two largest units: <c>1d 2h</c>, <c>5m 10s</c>, <c>0s</c>.</summary>
    public static string Length(TimeSpan span)
    {
        (int Count, string Unit)[] parts = [((int)span.TotalDays, "d"), (span.Hours, "h"), (span.Minutes, "m"), (span.Seconds, "s")];
        string text = string.Join(' ', parts.SkipWhile(part => part.Count == 0).Take(2).Where(part => part.Count > 0).Select(part => $"{part.Count}{part.Unit}"));
        return text.Length > 0 ? text : "0s";
    }

    /// <summary>Line breaks and other control characters become spaces: for subjects, headers and log lines.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }
        var line = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            line.Append(char.IsControl(letter) ? ' ' : letter);
        }
        return line.ToString();
    }

    /// <summary>Cut to <paramref name="length"/> UTF-16 units, the ellipsis included, never inside a character.</summary>
    public static string Clip(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }
        int end = length - 1;
        end -= end > 0 && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
