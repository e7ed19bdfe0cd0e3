using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;

namespace RulesPlatform.Host.Sources.Http;

/// <summary>One check from the first request to the last answer, redirects followed by hand. Thread-safe; holds no connection.</summary>
internal sealed class HttpProbe(Uri address, HttpSourceSettings settings)
{
    private const int MostRedirects = 10;
    private const int SearchedBytes = 1024 * 1024;

    private readonly Regex? _expected = BodyPattern.Compile(settings.ExpectBody, "options.expectBody");

    /// <exception cref="SourceFaultException">The check cannot be made.</exception>
    /// <exception cref="ProbeFailedException">The answer is not what it should be.</exception>
    /// <exception cref="HttpRequestException">There is no answer, or half of one.</exception>
    public async Task Run(HttpProbeResult result, CollectionGuards guards, CancellationToken cancellation)
    {
        await using var connector = new TimedConnector(result, settings.VerifyCertificate, cancellation);
        using HttpMessageInvoker client = connector.CreateClient();
        HttpMethod method = HttpMethod.Parse(settings.Method.Length == 0 ? "GET" : settings.Method);
        string? body = settings.Body;
        for (Uri current = address; ;)
        {
            using HttpRequestMessage request = Request(current, method, body);
            using HttpResponseMessage response = await Send(client, request, result.Phases, cancellation);
            result.Status = (int)response.StatusCode;
            result.Version = response.Version.Major + response.Version.Minor / 10.0;
            if (!settings.FollowRedirects || !IsRedirect(response))
            {
                await Judge(result, response, guards, cancellation);
                return;
            }
            if (result.Redirects == MostRedirects)
            {
                throw new ProbeFailedException(ProbeFailure.Redirect, $"more than {MostRedirects} redirects");
            }
            result.Redirects++;
            current = Next(current, response);
            (method, body) = KeepsMethod(response.StatusCode, method) ? (method, body) : (HttpMethod.Get, null);
        }
    }

    private static async Task<HttpResponseMessage> Send(
        HttpMessageInvoker client, HttpRequestMessage request, ProbePhases phases, CancellationToken cancellation)
    {
        long sent = phases.Now;
        TimeSpan connection = phases.Connection;
        try
        {
            return await client.SendAsync(request, cancellation);
        }
        finally
        {
            phases.Processed(sent, connection);
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
        try
        {
            request.Headers.TryAddWithoutValidation("User-Agent", "RulesPlatform");
            HeaderValues.Apply(settings.Headers, request, isForeign: !IsSameOrigin(current, address));
            return request;
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    private async Task Judge(HttpProbeResult result, HttpResponseMessage response, CollectionGuards guards, CancellationToken cancellation)
    {
        (string text, long length) = await ReadBody(response, result.Phases, guards, cancellation);
        result.ContentLength = response.Content.Headers.ContentLength ?? length;
        result.BodyMatches = _expected?.IsMatch(text);
        bool isExpected = settings.ExpectStatus.Count == 0 ? result.Status is >= 200 and <= 299 : settings.ExpectStatus.Contains(result.Status);
        if (!isExpected)
        {
            throw new ProbeFailedException(ProbeFailure.Status, string.Create(CultureInfo.InvariantCulture, $"status {result.Status}"));
        }
        if (result.BodyMatches == false)
        {
            throw new ProbeFailedException(ProbeFailure.Body, "the body does not contain what is expected");
        }
    }

    /// <summary>Reads to the end, since the whole transfer is timed, and keeps as much as is searched.</summary>
    private async Task<(string Text, long Length)> ReadBody(
        HttpResponseMessage response, ProbePhases phases, CollectionGuards guards, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        long length = 0;
        long began = phases.Now;
        try
        {
            await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
            {
                length += read;
                if (length > guards.MaxBodyBytes)
                {
                    throw new SourceFaultException($"the body is longer than {guards.MaxBodyBytes} bytes (guards.maxBodyBytes); ask with HEAD or raise the guard");
                }
                if (_expected is not null && kept.Length < SearchedBytes)
                {
                    kept.Write(buffer, 0, (int)Math.Min(read, SearchedBytes - kept.Length));
                }
            }
        }
        finally
        {
            phases.Transferred(began);
        }
        return (EncodingOf(response).GetString(kept.GetBuffer(), 0, (int)kept.Length), length);
    }

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

    private static bool IsRedirect(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is not null;

    private static Uri Next(Uri current, HttpResponseMessage response)
    {
        var next = new Uri(current, response.Headers.Location!);
        return next.Scheme is "http" or "https"
            ? next
            : throw new ProbeFailedException(ProbeFailure.Redirect, $"a redirect leads to '{next.Scheme}:', which is not HTTP");
    }

    /// <summary>RFC 9110, 15.4: 307 and 308 repeat the request; of the others only GET and HEAD do.</summary>
    private static bool KeepsMethod(HttpStatusCode status, HttpMethod method) =>
        status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect || method == HttpMethod.Get || method == HttpMethod.Head;

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
