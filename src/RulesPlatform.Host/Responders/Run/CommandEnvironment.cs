using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Run;

/// <summary>
/// What a command can read beside its arguments:
/// <list type="table">
/// <item><c>RULESPLATFORM_DEDUP_KEY</c>: the same if a crash makes the platform run the command a second time</item>
/// <item><c>RULESPLATFORM_STATUS</c>: <c>firing</c> or <c>resolved</c></item>
/// <item><c>RULESPLATFORM_ALERT</c>: the alert's name</item>
/// <item><c>RULESPLATFORM_SEVERITY</c></item>
/// <item><c>RULESPLATFORM_LABELS</c>: <c>{a="1",b="2"}</c></item>
/// <item><c>RULESPLATFORM_VALUE</c>: six significant digits, or <c>none</c></item>
/// <item><c>RULESPLATFORM_FINGERPRINT</c></item>
/// <item><c>RULESPLATFORM_ALERT_URL</c>: the alert's page</item>
/// <item><c>RULESPLATFORM_RULE</c>: the response rule that decided</item>
/// <item><c>RULESPLATFORM_DUE_AT</c>: RFC 3339, UTC</item>
/// </list>
/// Of several alerts the first is told. Nothing of the platform's own environment is handed on.
/// </summary>
internal static class CommandEnvironment
{
    public static void Fill(IDictionary<string, string?> environment, Notification notification, RunSettings settings, PlatformAddress platform)
    {
        environment.Clear();
        environment["PATH"] = settings.Path;
        environment["LANG"] = "C.UTF-8";
        Set(environment, "DEDUP_KEY", notification.DedupKey);
        Set(environment, "RULE", notification.Route);
        Set(environment, "STATUS", notification.IsFiring ? "firing" : "resolved");
        Set(environment, "DUE_AT", notification.DueAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", System.Globalization.CultureInfo.InvariantCulture));
        if (notification.Alerts.Count == 0)
        {
            return;
        }
        NotifiedAlert alert = notification.Alerts[0];
        Set(environment, "ALERT", NotificationText.AlertName(alert));
        Set(environment, "SEVERITY", NotificationText.Severity(alert));
        Set(environment, "LABELS", alert.Labels.ToString());
        Set(environment, "VALUE", NotificationText.Value(alert));
        Set(environment, "FINGERPRINT", alert.Fingerprint);
        Set(environment, "ALERT_URL", platform.AlertUrl(alert.Fingerprint));
    }

    /// <summary>A NUL would end the value for the command, and with it what was checked.</summary>
    private static void Set(IDictionary<string, string?> environment, string name, string value) =>
        environment["RULESPLATFORM_" + name] = value.Replace("\0", "", StringComparison.Ordinal);
}
