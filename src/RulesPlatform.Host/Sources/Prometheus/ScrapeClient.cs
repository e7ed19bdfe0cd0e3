using System.Net;

namespace RulesPlatform.Host.Sources.Prometheus;

/// <summary>The one HTTP client of all scrapes.</summary>
internal static class ScrapeClient
{
    /// <summary>
    /// Connections are kept and renewed every five minutes, so that a changed DNS answer is seen. Redirects, cookies, proxies and decompression are
    /// left to the caller or out: a redirect must not carry credentials, and a bomb must be met while it is read.
    /// </summary>
    public static HttpMessageInvoker Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
    });
}
