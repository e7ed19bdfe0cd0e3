using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RulesPlatform.Host.Tests.Sources.Probes;

/// <summary>
/// A server on loopback that does to each connection what a test says, down to the bytes. Reads the request's head first and keeps it.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly bool _readsHead;
    private readonly Task _accepting;

    /// <param name="answer">Gets the request and the connection, which is closed behind it.</param>
    public LoopbackServer(Func<string, Stream, CancellationToken, Task> answer, X509Certificate2? certificate = null, bool readsHead = true)
    {
        (_answer, _certificate, _readsHead) = (answer, certificate, readsHead);
        _listener.Start();
        _accepting = Accept();
    }

    public static LoopbackServer Answering(string response, X509Certificate2? certificate = null) =>
        new((_, stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(response), cancellation).AsTask(), certificate);

    public static LoopbackServer Answering(Func<string, string> response) =>
        new((request, stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(response(request)), cancellation).AsTask());

    public ConcurrentQueue<string> Requests { get; } = [];

    public int Connections { get; private set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"127.0.0.1:{Port}";

    public string Url => $"{(_certificate is null ? "http" : "https")}://{Address}/";

    /// <summary>A port on which nobody listens.</summary>
    public static int ClosedPort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                Connections++;
                served.Add(Serve(socket));
            }
        }
        finally
        {
            await Task.WhenAll(served);
        }
    }

    private async Task Serve(Socket socket)
    {
        try
        {
            using var plain = new NetworkStream(socket, ownsSocket: true);
            using Stream stream = _certificate is null ? plain : await Secure(plain);
            string request = _readsHead ? await ReadHead(stream) : "";
            Requests.Enqueue(request);
            await _answer(request, stream, _stop.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The other side hung up, or the test is over.
        }
    }

    private async Task<Stream> Secure(NetworkStream plain)
    {
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return secure;
    }

    private async Task<string> ReadHead(Stream stream)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                break;
            }
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        return text.ToString();
    }
}
