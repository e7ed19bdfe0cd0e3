using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RulesPlatform.Host.Tests.Sources.Probes;

namespace RulesPlatform.Host.Tests.Sources.Http;

/// <summary>Answers 200 over TLS with a certificate that it signed itself.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly RawServer _server;

    public TlsServer(DateTimeOffset notAfter)
    {
        _certificate = Sign(notAfter);
        _server = new RawServer(Answer);
    }

    public string Url => $"https://{_server.Address}/";

    /// <summary>A certificate for 127.0.0.1, valid from 2020 on.</summary>
    public static X509Certificate2 Sign(DateTimeOffset notAfter)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), notAfter);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task Answer(Socket socket, CancellationToken stop)
    {
        try
        {
            await using var stream = new SslStream(new NetworkStream(socket));
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, stop);
            await stream.ReadAtLeastAsync(new byte[16], 16, throwOnEndOfStream: false, stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), stop);
            await stream.CopyToAsync(Stream.Null, stop);
        }
        catch (Exception end) when (end is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client turned the certificate down.
        }
    }
}
