using System.Globalization;
using System.Net;

namespace RulesPlatform.Host.Settings;

/// <summary>One place to listen.</summary>
/// <param name="Host">An IP address, <c>localhost</c>, or <c>*</c> for every address of the machine.</param>
/// <param name="Port">0 lets the system choose.</param>
internal sealed record ListenAddress(bool IsHttps, string Host, int Port)
{
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>What of a URL is not understood, or null and the address.</summary>
    public static string? TryParse(string text, out ListenAddress address)
    {
        address = new ListenAddress(false, "", 0);
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        bool isHttps = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (scheme < 0 || !(isHttps || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
        {
            return "is not a URL that begins with http:// or https://";
        }
        string rest = text[(scheme + 3)..].TrimEnd('/');
        if (rest.Contains('/', StringComparison.Ordinal))
        {
            return "has a path; only scheme, host and port may be given";
        }
        int colon = rest.LastIndexOf(':');
        if (colon < 0 || rest.EndsWith(']') || !int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port > 65535)
        {
            return "has no port between 0 and 65535";
        }
        string host = rest[..colon].Trim('[', ']');
        if (host is "+" or "*")
        {
            host = "*";
        }
        else if (host != "localhost" && !IPAddress.TryParse(host, out _))
        {
            return $"names the host '{host}'; give an IP address of this machine, localhost, or * for all of them";
        }
        address = new ListenAddress(isHttps, host, port);
        return null;
    }

    public override string ToString() =>
        $"{(IsHttps ? "https" : "http")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port.ToString(CultureInfo.InvariantCulture)}";
}
