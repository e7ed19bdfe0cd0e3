using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RulesPlatform.Host.Sources.Probes;

namespace RulesPlatform.Host.Sources.Http;

/// <summary>
/// Opens the connections of one check and times each phase. The encryption is negotiated here as well: the framework takes a stream
/// that is already encrypted as it is.
/// </summary>
/// <param name="deadline">Of the check: the framework would go on connecting behind a request that was given up.</param>
internal sealed class TimedConnector(ProbeConnection connection, HttpProbeResult result, bool verifiesCertificate, CancellationToken deadline) : IAsyncDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
    private Task _opening = Task.CompletedTask;
    private long? _readyAt;

    /// <summary>A client whose connections end with this connector.</summary>
    public HttpMessageInvoker CreateClient()
    {
        _handler.ConnectCallback = async (context, _) =>
        {
            deadline.ThrowIfCancellationRequested();
            var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            // Before it begins: the deadline may pass, and Settle look here, while the first steps are still under way.
            _opening = opening.Task;
            try
            {
                return await Connect(context);
            }
            finally
            {
                opening.SetResult();
            }
        };
        return new HttpMessageInvoker(_handler, disposeHandler: false);
    }

    /// <summary>Sends and waits for the head of the answer; from the connection being ready on, that is processing.</summary>
    public async Task<HttpResponseMessage> Send(HttpMessageInvoker client, HttpRequestMessage request)
    {
        long sent = result.Phases.Now;
        try
        {
            return await client.SendAsync(request, deadline);
        }
        finally
        {
            await Settle();
            if (_readyAt is { } ready)
            {
                result.Phases.Add(ProbePhase.Processing, Math.Max(sent, ready));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Settle();
        _handler.Dispose();
    }

    /// <summary>Waits for what is still being opened, so that nothing is written to the result behind its reader's back.</summary>
    private async Task Settle() => await _opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<Stream> Connect(SocketsHttpConnectionContext context)
    {
        _readyAt = null;
        Socket socket = await connection.Open(context.DnsEndPoint.Host, context.DnsEndPoint.Port, result.Phases, deadline);
        var plain = new NetworkStream(socket, ownsSocket: true);
        Stream stream = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps
            ? await Secure(plain, context.InitialRequestMessage)
            : plain;
        _readyAt = result.Phases.Now;
        return stream;
    }

    private async Task<Stream> Secure(NetworkStream plain, HttpRequestMessage request)
    {
        long started = result.Phases.Now;
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        bool isSecure = false;
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = NameOf(request),
                    ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                    RemoteCertificateValidationCallback = Validate,
                },
                deadline);
            isSecure = true;
            return secure;
        }
        catch (IOException failure) when (failure.InnerException is null)
        {
            // A server that hangs up on the handshake speaks no TLS that we do; a socket's own error keeps its reason.
            throw new AuthenticationException($"the TLS handshake failed: {failure.Message}", failure);
        }
        finally
        {
            result.Phases.Add(ProbePhase.Tls, started);
            if (!isSecure)
            {
                await secure.DisposeAsync();
            }
        }
    }

    /// <summary>The name the certificate must be for: that of the Host header where one is set, as an HTTP client does.</summary>
    private static string NameOf(HttpRequestMessage request)
    {
        string name = request.Headers.Host ?? request.RequestUri!.IdnHost;
        int port = name.LastIndexOf(':');
        return port > 0 && name.IndexOf(':', StringComparison.Ordinal) == port ? name[..port] : name.Trim('[', ']');
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is X509Certificate2 own)
        {
            result.EarliestExpiry = (chain?.ChainElements.Select(element => element.Certificate) ?? []).Append(own)
                .Min(part => new DateTimeOffset(part.NotAfter.ToUniversalTime()).ToUnixTimeSeconds());
        }
        result.IsCertificateValid = errors == SslPolicyErrors.None;
        return errors == SslPolicyErrors.None || !verifiesCertificate;
    }
}
