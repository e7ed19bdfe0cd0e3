using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RulesPlatform.Host.Tests.Sources.Probes;

/// <summary>A listener on loopback that does with each connection what the test says, then closes it.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public RawServer(Func<Socket, CancellationToken, Task> converse)
    {
        _listener.Start();
        _serving = Serve(converse);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"127.0.0.1:{Port}";

    public int Connections { get; private set; }

    public static RawServer Saying(string text) => new((socket, _) => Say(socket, text));

    public static async Task Say(Socket socket, string text) => await socket.SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>What came until the blank line that ends a request's head.</summary>
    public static async Task<string> HearHead(Socket socket, CancellationToken cancellation)
    {
        var heard = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!heard.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await socket.ReceiveAsync(buffer, cancellation);
            if (read == 0)
            {
                break;
            }
            heard.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        return heard.ToString();
    }

    /// <summary>Closes so that the other side sees a reset, not an end.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        // The listener goes last: one that is asked again after its end throws what says nothing of the test.
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Serve(Func<Socket, CancellationToken, Task> converse)
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                Connections++;
                await converse(socket, _stop.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or InvalidOperationException)
        {
            // The test is over, or the other side went away.
        }
    }
}
