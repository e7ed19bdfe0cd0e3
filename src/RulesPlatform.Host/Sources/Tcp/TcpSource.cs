using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Tcp;

/// <summary>
/// A TCP check: a connection opened and closed each slot, with a text sent and a line of the answer looked at where the settings ask
/// for it. A check that fails is an answer: <c>probe_success</c> = 0 and its reason, while <c>up</c> stays 1; a fault is only a target
/// that is written wrongly. Writes what <see cref="ProbeSamples"/> lists, with the phases resolve, connect and answer.
/// </summary>
internal sealed class TcpSource : IMetricSource
{
    private const int LongestLine = 8192;

    private readonly string _host;
    private readonly int _port;
    private readonly byte[] _send;
    private readonly Regex? _expected;
    private readonly ProbeConnection _connection;
    private readonly ProbeAttempt _attempt;
    private readonly TimeProvider _time;
    private readonly ProbeSamples _samples = new(ProbePhase.Resolve, ProbePhase.Connect, ProbePhase.Answer);

    /// <param name="timeout">The job's; the check itself ends a little earlier, see <see cref="ProbeDeadline"/>.</param>
    /// <param name="log">Told in words why a check fails, once each time the reason changes.</param>
    /// <param name="lookup">Null asks the machine's resolver.</param>
    /// <exception cref="SourceFaultException">The address is not <c>host:port</c>, or what is expected no regular expression.</exception>
    public TcpSource(TcpSourceSettings settings, Target target, TimeSpan timeout, TimeProvider time, ILogger? log = null, NameLookup? lookup = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(target);
        (_host, _port) = Split(target.Address);
        _send = Encoding.UTF8.GetBytes(settings.Send ?? "");
        _expected = BodyPattern.Compile(settings.Expect, "options.expect");
        _connection = new ProbeConnection(lookup);
        _attempt = new ProbeAttempt(target.Address, timeout, time, log);
        _time = time;
    }

    public async ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var phases = new ProbePhases(_time);
        ProbeFailure failure = await _attempt.Run(token => Check(phases, token), cancellation);
        _samples.Write(writer, failure, phases);
    }

    public void Dispose()
    {
        // Nothing is held between two checks.
    }

    private async Task Check(ProbePhases phases, CancellationToken cancellation)
    {
        using Socket socket = await _connection.Open(_host, _port, phases, cancellation);
        if (_send.Length == 0 && _expected is null)
        {
            return;
        }
        long ready = phases.Now;
        try
        {
            await Converse(socket, cancellation);
        }
        finally
        {
            phases.Add(ProbePhase.Answer, ready);
        }
    }

    private async Task Converse(Socket socket, CancellationToken cancellation)
    {
        for (int sent = 0; sent < _send.Length;)
        {
            sent += await socket.SendAsync(_send.AsMemory(sent), cancellation);
        }
        if (_expected is not null && !_expected.IsMatch(await ReadLine(socket, cancellation)))
        {
            throw new ProbeFailedException(ProbeFailure.Body, "the first line answered does not contain what options.expect asks for");
        }
    }

    /// <summary>The first line, or as much of it as came before the other side closed or 8 KiB were read.</summary>
    /// <exception cref="ProbeFailedException">The other side closed without a word.</exception>
    private static async Task<string> ReadLine(Socket socket, CancellationToken cancellation)
    {
        byte[] buffer = new byte[LongestLine];
        int length = 0;
        while (length < buffer.Length)
        {
            int read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            if (read == 0 && length == 0)
            {
                throw new ProbeFailedException(ProbeFailure.Reset, "the connection was closed before an answer");
            }
            int end = buffer.AsSpan(length, read).IndexOf((byte)'\n');
            length += end < 0 ? read : end;
            if (read == 0 || end >= 0)
            {
                break;
            }
        }
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd('\r');
    }

    private static (string Host, int Port) Split(string address)
    {
        int colon = address.LastIndexOf(':');
        string host = colon > 0 ? address[..colon] : "";
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        return host.Length > 0 && (isBracketed || !host.AsSpan().ContainsAny(":/"))
            && int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535
            ? (host, port)
            : throw new SourceFaultException($"'{address}' is no address that a TCP check can ask; write host:port, or [address]:port for IPv6");
    }
}
