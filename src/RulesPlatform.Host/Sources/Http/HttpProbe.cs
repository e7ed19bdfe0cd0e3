using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Http;

/// <summary>One check from the first request to the last answer, redirects followed by hand. Holds no connection between two checks. Thread-safe.</summary>
internal sealed class HttpProbe
{
    private const int MostRedirects = 10;

    private readonly Uri _address;
    private readonly HttpSourceSettings _settings;
    private readonly ProbeConnection _connection;
    private readonly HttpMethod _method;
    private readonly HeaderValues _headers;
    private readonly Regex? _expected;

    /// <exception cref="SourceFaultException">A setting makes no sense; the message names it.</exception>
    public HttpProbe(Uri address, HttpSourceSettings settings, ProbeConnection connection)
    {
        (_address, _settings, _connection) = (address, settings, connection);
        _method = WebAddress.ParseMethod(settings.Method);
        _headers = new HeaderValues(settings.Headers, settings.Body is not null);
        _expected = BodyPattern.Compile(settings.ExpectBody, "options.expectBody");
    }

    /// <exception cref="SourceFaultException">The check cannot be made, or a guard is broken.</exception>
    /// <exception cref="ProbeFailedException">The answer is not what it should be.</exception>
    /// <exception cref="HttpRequestException">There is no answer, or half of one.</exception>
    public async Task Run(HttpProbeResult result, CollectionGuards guards, CancellationToken cancellation)
    {
        await using var connector = new TimedConnector(_connection, result, _settings.VerifyCertificate, cancellation);
        using HttpMessageInvoker client = connector.CreateClient();
        (Uri current, HttpMethod method, string? body) = (_address, _method, _settings.Body);
        while (true)
        {
            using HttpRequestMessage request = Request(current, method, body);
            using HttpResponseMessage response = await connector.Send(client, request);
            result.Status = (int)response.StatusCode;
            result.Version = response.Version.Major + response.Version.Minor / 10.0;
            if (!IsToBeFollowed(response.StatusCode))
            {
                await Judge(result, response, guards, cancellation);
                return;
            }
            current = Next(current, response, result);
            (method, body) = KeepsMethod(response.StatusCode, method) ? (method, body) : (HttpMethod.Get, null);
        }
    }

    private HttpRequestMessage Request(Uri current, HttpMethod method, string? body)
    {
        var request = new HttpRequestMessage(method, current)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "text/plain"),
        };
        _headers.Apply(request, isForeign: !IsSameOrigin(current, _address));
        HeaderValues.Default(request, "User-Agent", "RulesPlatform");
        return request;
    }

    private async Task Judge(HttpProbeResult result, HttpResponseMessage response, CollectionGuards guards, CancellationToken cancellation)
    {
        using var body = new SearchedBody(isKept: _expected is not null);
        long began = result.Phases.Now;
        try
        {
            await body.Read(response.Content, guards, cancellation);
        }
        finally
        {
            result.Phases.Add(ProbePhase.Transfer, began);
        }
        result.ContentLength = response.Content.Headers.ContentLength ?? body.Length;
        result.IsBodyMatched = _expected is null || body.Contains(_expected, EncodingOf(response));
        if (!IsExpected(result.Status))
        {
            throw new ProbeFailedException(ProbeFailure.Status, string.Create(CultureInfo.InvariantCulture, $"the status is {result.Status}"));
        }
        if (!result.IsBodyMatched)
        {
            throw new ProbeFailedException(ProbeFailure.Body, "the body does not contain what options.expectBody asks for");
        }
    }

    private bool IsExpected(int status) => _settings.ExpectStatus.Count == 0 ? status is >= 200 and <= 299 : _settings.ExpectStatus.Contains(status);

    /// <summary>A redirect that the settings name as success is the answer, not a way to it.</summary>
    private bool IsToBeFollowed(HttpStatusCode status) =>
        _settings.FollowRedirects && !IsExpected((int)status)
        && status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Uri Next(Uri current, HttpResponseMessage response, HttpProbeResult result)
    {
        if (result.Redirects == MostRedirects)
        {
            throw new ProbeFailedException(ProbeFailure.Redirect, $"more than {MostRedirects} redirects");
        }
        if (response.Headers.Location is not { } location || !Uri.TryCreate(current, location, out Uri? next) || next.Scheme is not ("http" or "https"))
        {
            throw new ProbeFailedException(ProbeFailure.Redirect, $"a redirect ({result.Status}) leads to no address that can be asked over HTTP");
        }
        result.Redirects++;
        return next;
    }

    /// <summary>RFC 9110, 15.4: 307 and 308 repeat the request; of the others only GET and HEAD do.</summary>
    private static bool KeepsMethod(HttpStatusCode status, HttpMethod method) =>
        status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect || method == HttpMethod.Get || method == HttpMethod.Head;

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static Encoding EncodingOf(HttpResponseMessage response)
    {
        try
        {
            return response.Content.Headers.ContentType?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
