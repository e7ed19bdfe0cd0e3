using System.Globalization;
using System.Net;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Prometheus;

/// <summary>Prometheus text or OpenMetrics over HTTP. The address is a URL, or <c>host:port</c> for <c>http://host:port/metrics</c>.</summary>
internal sealed class PrometheusSource : IMetricSource
{
    private const int MostRedirects = 5;

    private readonly PrometheusSourceSettings _settings;
    private readonly CollectionGuards _guards;
    private readonly HttpMessageInvoker _http;
    private readonly ExpositionParser _parser;
    private readonly string _timeout;
    private readonly Uri _url;
    private int _lastLength;

    /// <param name="http">Shared by all scrapes and not disposed here; see <see cref="ScrapeClient"/>.</param>
    /// <exception cref="SourceFaultException">The address is no URL to scrape.</exception>
    public PrometheusSource(CollectionJob job, Target target, MetricCatalog catalog, HttpMessageInvoker http)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(target);
        _settings = (PrometheusSourceSettings)job.Source;
        (_guards, _http, _url) = (job.Guards, http, UrlOf(target.Address));
        _parser = new ExpositionParser(catalog, _settings.HonorLabels ? LabelClash.TheirsWins : LabelClash.TheirsIsRenamed, _settings.HonorTimestamps);
        _timeout = job.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
    }

    public async ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        try
        {
            using HttpResponseMessage response = await Ask(cancellation);
            await Read(response, writer, cancellation);
        }
        catch (HttpRequestException failure)
        {
            throw ScrapeFaults.Of(failure, _url);
        }
        catch (IOException failure)
        {
            throw ScrapeFaults.CutOff(_url.Authority, failure);
        }
    }

    public void Dispose()
    {
    }

    private static Uri UrlOf(string address)
    {
        string text = address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}/metrics";
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            throw new SourceFaultException($"'{address}' is no address to scrape; expected http://host:port/path, https://host:port/path or host:port");
        }
        return url.UserInfo.Length == 0
            ? url
            : throw new SourceFaultException($"the address of {url.Authority} holds credentials; give them as options.headers by reference, {{ \"file\": … }} or {{ \"env\": … }}");
    }

    /// <summary>Follows redirects only where nothing secret is sent along, and never from https down to http.</summary>
    private async Task<HttpResponseMessage> Ask(CancellationToken cancellation)
    {
        Uri url = _url;
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage request = Request(url);
            HttpResponseMessage response = await _http.SendAsync(request, cancellation);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return response;
            }
            using (response)
            {
                url = Redirected(response, url, redirects) ?? throw ScrapeFaults.Status(response.StatusCode, response.ReasonPhrase, url);
            }
        }
    }

    private HttpRequestMessage Request(Uri url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept", ExpositionMedia.Accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        request.Headers.TryAddWithoutValidation("User-Agent", "rulesplatform");
        request.Headers.TryAddWithoutValidation("X-Prometheus-Scrape-Timeout-Seconds", _timeout);
        foreach ((string name, Secret secret) in _settings.Headers)
        {
            request.Headers.Remove(name);
            if (!request.Headers.TryAddWithoutValidation(name, Reveal(name, secret)))
            {
                throw new SourceFaultException($"'{name}' of options.headers is no header of a request");
            }
        }
        return request;
    }

    private static string Reveal(string header, Secret secret)
    {
        try
        {
            return secret.Reveal();
        }
        catch (InvalidOperationException missing)
        {
            throw new SourceFaultException($"the header {header} cannot be sent: {missing.Message}", missing);
        }
    }

    /// <returns>Where to ask next, or null where the answer is no redirect.</returns>
    private Uri? Redirected(HttpResponseMessage response, Uri from, int redirects)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
        {
            return null;
        }
        var to = new Uri(from, location);
        string shown = $"{ScrapeFaults.Shown(from)} redirects to {ScrapeFaults.Shown(to)}";
        if (_settings.Headers.Count > 0)
        {
            throw new SourceFaultException($"{shown}, and headers are not sent to where a redirect points; give the final address as the target");
        }
        if (to.Scheme != from.Scheme && to.Scheme != Uri.UriSchemeHttps)
        {
            throw new SourceFaultException($"{shown}, which is less safe; give the final address as the target");
        }
        return redirects < MostRedirects ? to : throw new SourceFaultException($"{shown} after {MostRedirects} redirects already; give the final address as the target");
    }

    private async Task Read(HttpResponseMessage response, SampleWriter writer, CancellationToken cancellation)
    {
        string? type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null;
        if (!ExpositionMedia.TryFormatOf(type, out ExpositionFormat format))
        {
            throw new SourceFaultException($"{ScrapeFaults.Shown(_url)} answered '{type}'; expected text/plain or application/openmetrics-text: is this the path of its metrics?");
        }
        using var body = new ScrapedBody(_lastLength);
        await using Stream wire = await response.Content.ReadAsStreamAsync(cancellation);
        await body.Read(wire, response.Content.Headers.ContentEncoding, _guards, cancellation);
        if (IsFramed(response))
        {
            body.EndLastLine();
        }
        _parser.Parse(body.Text, format, writer);
        _lastLength = body.Text.Length;
    }

    /// <summary>Whether the transfer itself would show that a part is missing; a body that ends with its connection would not.</summary>
    private static bool IsFramed(HttpResponseMessage response) =>
        response.Content.Headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true || response.Version.Major >= 2;
}
