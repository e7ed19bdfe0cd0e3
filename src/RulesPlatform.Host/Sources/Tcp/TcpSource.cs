using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Tcp;

/// <summary>
/// A TCP check: a connection opened and closed each slot, with a text sent and a line of the answer looked at where the settings ask
/// for it. A check that fails is an answer: <c>probe_success</c> = 0 and the reason, while <c>up</c> stays 1. Besides what
/// <see cref="ProbeSamples"/> writes (phases resolve, connect, processing: until the line is complete): <c>probe_tcp_expect_match</c>
/// with <c>probe_failed_due_to_body</c> where something is expected.
/// </summary>
internal sealed class TcpSource : IMetricSource
{
    private const int LongestLine = 8192;

    private readonly string _host;
    private readonly int _port;
    private readonly byte[] _send;
    private readonly Regex? _expected;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <param name="timeout">The job's; the check itself ends a little earlier, see <see cref="ProbeDeadline"/>.</param>
    /// <exception cref="ArgumentException">The address is not <c>host:port</c>, or what is expected no regular expression.</exception>
    public TcpSource(Target target, TcpSourceSettings settings, TimeSpan timeout, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(settings);
        (_host, _port) = Split(target.Address);
        _send = Encoding.UTF8.GetBytes(settings.Send ?? "");
        _expected = BodyPattern.Compile(settings.Expect, "options.expect");
        (_timeout, _time) = (timeout, time);
    }

    public async ValueTask Collect(SampleWriter writer, Slot slot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var phases = new ProbePhases(_time);
        using var deadline = new ProbeDeadline(_timeout, _time, cancellation);
        ProbeFailure failure;
        try
        {
            failure = await Check(phases, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            failure = ProbeFailure.Timeout;
        }
        catch (Exception reason) when (reason is SocketException or IOException or ProbeFailedException)
        {
            cancellation.ThrowIfCancellationRequested();
            failure = deadline.Token.IsCancellationRequested ? ProbeFailure.Timeout : ProbeFaults.ReasonOf(reason);
        }
        Write(writer, phases, failure);
    }

    public void Dispose()
    {
        // Nothing is held between two checks.
    }

    private async Task<ProbeFailure> Check(ProbePhases phases, CancellationToken cancellation)
    {
        using Socket socket = await ProbeConnection.Open(_host, _port, phases, cancellation);
        long started = phases.Now;
        try
        {
            for (int sent = 0; sent < _send.Length;)
            {
                sent += await socket.SendAsync(_send.AsMemory(sent), cancellation);
            }
            return _expected is null || _expected.IsMatch(await ReadLine(socket, cancellation)) ? ProbeFailure.None : ProbeFailure.Body;
        }
        finally
        {
            phases.Processed(started, phases.Connection);
        }
    }

    /// <summary>The first line, or as much of it as came before the other side closed or the bound was reached.</summary>
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

    private void Write(SampleWriter writer, ProbePhases phases, ProbeFailure failure)
    {
        ProbeSamples.AddOutcome(writer, failure);
        ProbeSamples.AddPhase(writer, "resolve", phases.Resolve);
        ProbeSamples.AddPhase(writer, "connect", phases.Connect);
        ProbeSamples.AddPhase(writer, "processing", phases.Processing);
        if (_expected is not null)
        {
            writer.Add("probe_tcp_expect_match", LabelSet.Empty, failure == ProbeFailure.None ? 1 : 0);
            writer.Add("probe_failed_due_to_body", LabelSet.Empty, failure == ProbeFailure.Body ? 1 : 0);
        }
    }

    private static (string Host, int Port) Split(string address)
    {
        int colon = address.LastIndexOf(':');
        string host = colon > 0 ? address[..colon] : "";
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        return host.Length > 0 && (isBracketed || !host.Contains(':'))
            && int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535
            ? (host, port)
            : throw new ArgumentException($"'{address}' is no address a TCP check can ask; write host:port, or [address]:port for IPv6.", nameof(address));
    }
}
