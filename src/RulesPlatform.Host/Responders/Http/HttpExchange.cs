using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>
/// Makes one POST and says what became of it. Connections are pooled; redirects are not followed; no address, header or token reaches
/// a receipt, a log or a trace. Thread-safe.
/// </summary>
/// <param name="network">Where requests go: <see cref="Network"/>, or what stands in for it. Owned by the exchange.</param>
internal sealed class HttpExchange(HttpMessageHandler network, TimeProvider time) : IDisposable
{
    private const int AnswerBytesRead = 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private static readonly DeliveryReceipt Ok = new(DeliveryOutcome.Delivered, "200 OK");

    private readonly HttpMessageInvoker _network = new(network, disposeHandler: true);

    /// <summary>The real network.</summary>
    public static SocketsHttpHandler Network() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        // Names are resolved anew that often, so that a receiver can move.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 64,
        // Null switches the handler's own spans off: they would carry the path, and with it a web hook's token.
        ActivityHeadersPropagator = null,
    };

    /// <param name="body">Returned to its pool when the exchange is over.</param>
    public async ValueTask<DeliveryReceipt> Send(JsonPost post, PayloadBuffer body, CancellationToken cancellation)
    {
        if (!TryPrepare(post, body.Written, out HttpRequestMessage? request, out List<string>? secrets, out string? problem))
        {
            body.Return();
            return new DeliveryReceipt(DeliveryOutcome.Retry, problem);
        }
        using var deadline = new CancellationTokenSource(post.Timeout, time);
        using CancellationTokenRegistration stop = cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        try
        {
            using (request)
            using (HttpResponseMessage response = await _network.SendAsync(request, deadline.Token).ConfigureAwait(false))
            {
                DeliveryReceipt receipt = await Read(response, secrets, deadline.Token).ConfigureAwait(false);
                // After a failure the connection may still be reading the buffer; it is then left to the collector.
                body.Return();
                return receipt;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryReceipt(DeliveryOutcome.Retry, $"No answer within {post.Timeout.TotalSeconds:0.###} s.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new DeliveryReceipt(DeliveryOutcome.Retry, Redaction.FirstLine(Reason(failure), secrets));
        }
    }

    public void Dispose() => _network.Dispose();

    private static bool TryPrepare(
        JsonPost post, ReadOnlyMemory<byte> body, [NotNullWhen(true)] out HttpRequestMessage? request,
        [NotNullWhen(true)] out List<string>? secrets, [NotNullWhen(false)] out string? problem)
    {
        (request, secrets) = (null, null);
        if (!post.Url.TryReveal(out string? text, out problem))
        {
            return false;
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            problem = $"The receiver's url {post.Url} is not an absolute http or https address.";
            return false;
        }
        var prepared = new HttpRequestMessage(HttpMethod.Post, Target(address, post.Path)) { Content = new ReadOnlyMemoryContent(body) };
        prepared.Content.Headers.ContentType = Json;
        prepared.Headers.TryAddWithoutValidation("User-Agent", "RulesPlatform");
        prepared.Headers.TryAddWithoutValidation("Idempotency-Key", post.IdempotencyKey);
        secrets = [];
        if (address.UserInfo.Length > 0)
        {
            string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
            prepared.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
            secrets.Add(credentials);
        }
        if (!TryAddHeaders(prepared, post.Headers, secrets, out problem) || !TrySign(prepared, post.SigningKey, body.Span, secrets, out problem))
        {
            prepared.Dispose();
            return false;
        }
        secrets.Add(text);
        secrets.Add(post.Confidential ?? "");
        request = prepared;
        return true;
    }

    private static Uri Target(Uri address, string path)
    {
        if (path.Length == 0 && address.UserInfo.Length == 0)
        {
            return address;
        }
        var target = new UriBuilder(address) { UserName = "", Password = "" };
        target.Path = path.Length == 0 ? target.Path : target.Path.TrimEnd('/') + path;
        return target.Uri;
    }

    private static bool TryAddHeaders(
        HttpRequestMessage request, IReadOnlyDictionary<string, Secret> headers, List<string> secrets, [NotNullWhen(false)] out string? problem)
    {
        foreach ((string name, Secret secret) in headers)
        {
            if (!secret.TryReveal(out string? value, out problem))
            {
                return false;
            }
            secrets.Add(value);
            if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0
                || !(request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value)))
            {
                problem = $"The header {name} of the receiver cannot be sent: its name is not a header's, or its value {secret} holds a line break.";
                return false;
            }
        }
        problem = null;
        return true;
    }

    private static bool TrySign(
        HttpRequestMessage request, Secret? signingKey, ReadOnlySpan<byte> body, List<string> secrets, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (signingKey is null)
        {
            return true;
        }
        if (!signingKey.TryReveal(out string? key, out problem))
        {
            return false;
        }
        secrets.Add(key);
        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));
        request.Headers.TryAddWithoutValidation("X-RulesPlatform-Signature", "sha256=" + signature);
        return true;
    }

    private async ValueTask<DeliveryReceipt> Read(HttpResponseMessage response, List<string> secrets, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        string line = response.Content.Headers.ContentLength == 0 ? "" : await FirstLine(response, secrets, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK && line.Length == 0)
        {
            return Ok;
        }
        string phrase = ReasonPhrases.GetReasonPhrase(status);
        string detail = $"{status}{(phrase.Length > 0 ? " " : "")}{phrase}{(line.Length > 0 ? ": " : "")}{line}";
        return status switch
        {
            >= 200 and < 300 => new DeliveryReceipt(DeliveryOutcome.Delivered, detail),
            >= 300 and < 400 => new DeliveryReceipt(DeliveryOutcome.Rejected, detail + " (redirects are not followed: name the final address)"),
            408 or 425 or 429 or >= 500 => new DeliveryReceipt(DeliveryOutcome.Retry, detail, RetryAfter(response)),
            _ => new DeliveryReceipt(DeliveryOutcome.Rejected, detail),
        };
    }

    private static async ValueTask<string> FirstLine(HttpResponseMessage response, List<string> secrets, CancellationToken cancellation)
    {
        byte[] bytes = new byte[AnswerBytesRead];
        int length;
        try
        {
            using Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            // The status has arrived, and it alone decides.
            return "";
        }
        if (length == 0)
        {
            return "";
        }
        Uri address = response.RequestMessage!.RequestUri!;
        return Redaction.FirstLine(Encoding.UTF8.GetString(bytes, 0, length), secrets.Concat(Redaction.PartsOf(address)));
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static string Reason(Exception failure)
    {
        string kind = failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request ? $"{request.HttpRequestError}: " : "";
        return kind + failure.GetBaseException().Message;
    }
}
