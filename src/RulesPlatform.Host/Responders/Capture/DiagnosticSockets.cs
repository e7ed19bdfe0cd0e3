using System.Globalization;
using System.IO.Pipes;
using System.Net.Sockets;

namespace RulesPlatform.Host.Responders.Capture;

/// <summary>Where .NET processes answer diagnostic questions: a socket each in the folder for temporary files, a named pipe on Windows.</summary>
/// <param name="folder">What the processes have as <c>TMPDIR</c>; <c>/tmp</c> unless set.</param>
internal sealed class DiagnosticSockets(string folder)
{
    /// <exception cref="EvidenceMissingException">The process has none: not .NET, or diagnostics are switched off there.</exception>
    public async Task<Stream> Connect(int processId, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            return await ConnectPipe(processId, cancellation);
        }
        string pattern = string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{processId}-*-socket");
        // A process id used again may leave the socket of its former owner behind.
        foreach (string path in Directory.EnumerateFiles(folder, pattern).OrderByDescending(File.GetLastWriteTimeUtc))
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                throw;
            }
        }
        throw new EvidenceMissingException($"no diagnostic socket {Path.Combine(folder, pattern)} answers");
    }

    private static async Task<Stream> ConnectPipe(int processId, CancellationToken cancellation)
    {
        var pipe = new NamedPipeClientStream(
            ".", string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{processId}"), PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(TimeSpan.FromSeconds(1), cancellation);
            return pipe;
        }
        catch (TimeoutException)
        {
            await pipe.DisposeAsync();
            throw new EvidenceMissingException("its diagnostic pipe does not answer");
        }
    }
}
