using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Prometheus;

/// <summary>What can go wrong between us and a target, as a sentence with a remedy where there is one.</summary>
internal static class ScrapeFaults
{
    /// <summary>The URL without its query, which may hold a token.</summary>
    public static string Shown(Uri url) => url.GetLeftPart(UriPartial.Path);

    public static SourceFaultException Of(HttpRequestException failure, Uri url)
    {
        string place = url.Authority;
        string detail = (failure.InnerException ?? failure).Message.ReplaceLineEndings(" ").TrimEnd('.');
        bool isConnection = failure.InnerException is SocketException or IOException;
        return failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new SourceFaultException($"the host name in {place} cannot be resolved: {detail}", failure) { IsTransient = true },
            HttpRequestError.ConnectionError => new SourceFaultException($"cannot connect to {place}: {detail}; does the target run, and listen there?", failure) { IsTransient = true },
            HttpRequestError.SecureConnectionError => new SourceFaultException($"TLS with {place} failed: {detail}; is its certificate valid for this name and trusted here?", failure),
            HttpRequestError.ResponseEnded => CutOff(place, failure),
            HttpRequestError.InvalidResponse => new SourceFaultException($"what {place} answers is no HTTP: {detail}", failure),
            _ when isConnection => CutOff(place, failure),
            _ => new SourceFaultException($"asking {place} failed: {detail}", failure),
        };
    }

    public static SourceFaultException CutOff(string place, Exception failure) =>
        new($"the connection to {place} was cut before the answer was complete", failure) { IsTransient = true };

    public static SourceFaultException Status(HttpStatusCode status, string? phrase, Uri url)
    {
        string remedy = (int)status switch
        {
            401 or 403 => "; check options.headers of the job",
            404 => "; is the path right?",
            406 => "; the target offers neither Prometheus text nor OpenMetrics",
            429 => "; the target is asked too often",
            _ => "",
        };
        string code = ((int)status).ToString(CultureInfo.InvariantCulture);
        return new SourceFaultException($"{Shown(url)} answered {code}{(string.IsNullOrEmpty(phrase) ? "" : $" ({phrase})")}{remedy}") { IsTransient = (int)status >= 500 };
    }
}
