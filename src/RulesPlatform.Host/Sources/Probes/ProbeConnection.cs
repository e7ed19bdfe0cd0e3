using System.Net;
using System.Net.Sockets;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>Opens a connection in two phases that are timed apart: the name's addresses, then the first of them that answers.</summary>
internal static class ProbeConnection
{
    /// <param name="host">A name, or an address with or without the brackets of IPv6.</param>
    /// <exception cref="ProbeFailedException">The name is not known.</exception>
    /// <exception cref="SocketException">No address answers.</exception>
    public static async ValueTask<Socket> Open(string host, int port, ProbePhases phases, CancellationToken cancellation)
    {
        long started = phases.Now;
        IPAddress[] addresses;
        try
        {
            addresses = await Resolve(host.Trim('[', ']'), cancellation);
        }
        finally
        {
            phases.Resolved(started);
        }
        started = phases.Now;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        finally
        {
            phases.Connected(started);
        }
    }

    private static async ValueTask<IPAddress[]> Resolve(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return [address];
        }
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation);
        }
        catch (SocketException failure)
        {
            throw new ProbeFailedException(ProbeFailure.Dns, $"'{host}' cannot be resolved: {failure.Message}", failure);
        }
    }
}
