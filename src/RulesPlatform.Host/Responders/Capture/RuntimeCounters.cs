using System.Buffers.Binary;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>Asks another .NET process for its runtime's counters: one tracing session of one interval.</summary>
internal sealed class RuntimeCounters(DiagnosticSockets sockets)
{
    private const string Provider = "System.Runtime", EverySecond = "EventCounterIntervalSec=1";

    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(1);

    /// <summary>One reading of each counter, by name. Takes about two seconds: the increase over one, and the sign that all were told.</summary>
    /// <exception cref="EvidenceMissingException">The process does not answer, or not in a way that is understood.</exception>
    public async Task<IReadOnlyList<CounterReading>> Read(int processId, CancellationToken cancellation)
    {
        await using Stream stream = await sockets.Connect(processId, cancellation);
        ulong session = await Begin(stream, cancellation);
        var counters = new SortedDictionary<string, CounterReading>(StringComparer.Ordinal);
        try
        {
            // The reader blocks; closing what it reads from ends it.
            await using CancellationTokenRegistration closing = cancellation.Register(stream.Dispose);
            await Task.Run(() => ReadOnce(stream, counters), CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidDataException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new EvidenceMissingException($"its counters cannot be read: {failure.Message}");
        }
        finally
        {
            await Stop(processId, session, stream);
        }
        return [.. counters.Values];
    }

    private static void ReadOnce(Stream stream, SortedDictionary<string, CounterReading> counters)
    {
        foreach (CounterReading counter in new NettraceReader(stream).ReadCounters())
        {
            if (!counters.TryAdd(counter.Name, counter))
            {
                // The second interval begins: the first is complete.
                return;
            }
        }
    }

    private static async Task<ulong> Begin(Stream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync(DiagnosticMessage.Collect(Provider, EverySecond), cancellation);
        byte[] header = new byte[DiagnosticMessage.HeaderLength];
        await stream.ReadExactlyAsync(header, cancellation);
        byte[] payload = new byte[DiagnosticMessage.ReadAnswer(header)];
        await stream.ReadExactlyAsync(payload, cancellation);
        return payload.Length >= 8
            ? BinaryPrimitives.ReadUInt64LittleEndian(payload)
            : throw new EvidenceMissingException("the runtime began no session");
    }

    /// <summary>The runtime writes what it still holds before it answers; a session that is not stopped ends with its socket.</summary>
    private async Task Stop(int processId, ulong session, Stream stream)
    {
        using var patience = new CancellationTokenSource(TimeToStop);
        try
        {
            await using Stream command = await sockets.Connect(processId, patience.Token);
            await command.WriteAsync(DiagnosticMessage.Stop(session), patience.Token);
            await stream.CopyToAsync(Stream.Null, patience.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException or EvidenceMissingException)
        {
            await stream.DisposeAsync();
        }
    }
}
