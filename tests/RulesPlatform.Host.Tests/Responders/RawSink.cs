using System.Net;
using System.Net.Sockets;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>The cheapest possible web server: reads a request, says 200, allocates nothing for it. For measuring who sends.</summary>
internal sealed class RawSink : IAsyncDisposable
{
    private static readonly byte[] Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _received;

    public RawSink()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public string Url => $"http://{_listener.LocalEndpoint}/";

    public int Received => Volatile.Read(ref _received);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(Serve(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Serve(Socket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[64 * 1024];
            int filled = 0;
            try
            {
                for (int length; (length = await socket.ReceiveAsync(buffer.AsMemory(filled), _stop.Token)) > 0;)
                {
                    filled += length;
                    if (IsWhole(buffer.AsSpan(0, filled)))
                    {
                        filled = 0;
                        Interlocked.Increment(ref _received);
                        await socket.SendAsync(Ok, _stop.Token);
                    }
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException)
            {
                // The sender is gone, or the test is over.
            }
        }
    }

    /// <summary>Requests come with a length or chunked; no pipelining.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        int end = request.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }
        ReadOnlySpan<byte> head = request[..end];
        int at = head.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            return request.EndsWith("0\r\n\r\n"u8);
        }
        ReadOnlySpan<byte> rest = head[(at + 16)..];
        _ = System.Buffers.Text.Utf8Parser.TryParse(rest, out int length, out _);
        return request.Length == end + 4 + length;
    }
}
