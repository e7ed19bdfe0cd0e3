namespace RulesPlatform.Host.Api.Pages;

/// <summary>What colour means: red needs you, yellow may, green does not.</summary>
internal static class Styles
{
    public static string Severity(string severity) => severity switch
    {
        "critical" or "page" or "error" => "red",
        "warning" => "yellow",
        _ => "blue",
    };

    public static string State(string state) => state switch
    {
        "Firing" or "Breached" or "Faulted" or "Quarantined" or "dead" => "red bold",
        "Pending" or "Recovering" or "Unknown" or "queued" => "yellow",
        _ => "green",
    };
}
