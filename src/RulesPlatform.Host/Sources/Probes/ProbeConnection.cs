using System.Net;
using System.Net.Sockets;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>Opens a connection in two phases that are timed apart: the name's addresses, then the first of them that answers.</summary>
/// <param name="lookup">Null asks the machine's resolver.</param>
internal sealed class ProbeConnection(NameLookup? lookup)
{
    private readonly NameLookup _lookup = lookup ?? Dns.GetHostAddressesAsync;

    /// <param name="host">A name, or an address with or without the brackets of IPv6.</param>
    /// <exception cref="ProbeFailedException">The name is not known.</exception>
    /// <exception cref="SocketException">No address answers.</exception>
    public async ValueTask<Socket> Open(string host, int port, ProbePhases phases, CancellationToken cancellation)
    {
        IPAddress[] addresses = await Resolve(host.Trim('[', ']'), phases, cancellation);
        long started = phases.Now;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        bool isOpen = false;
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            isOpen = true;
            return socket;
        }
        finally
        {
            phases.Add(ProbePhase.Connect, started);
            if (!isOpen)
            {
                socket.Dispose();
            }
        }
    }

    private async ValueTask<IPAddress[]> Resolve(string host, ProbePhases phases, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return [address];
        }
        long started = phases.Now;
        try
        {
            // The resolver of the C library does not hear of cancellation once it has begun to ask.
            return await _lookup(host, cancellation).WaitAsync(cancellation);
        }
        catch (SocketException failure)
        {
            throw new ProbeFailedException(ProbeFailure.Dns, $"'{host}' cannot be resolved: {failure.Message}", failure);
        }
        finally
        {
            phases.Add(ProbePhase.Resolve, started);
        }
    }
}
