using System.Net.Http;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>
/// Runs the checks of one target, each to its deadline, and says why one failed. The log tells in words, once each time the reason
/// changes. Not thread-safe.
/// </summary>
/// <param name="place">The target as the log may name it: nothing secret.</param>
/// <param name="timeout">The job's; see <see cref="ProbeDeadline"/>.</param>
internal sealed class ProbeAttempt(string place, TimeSpan timeout, TimeProvider time, ILogger? log)
{
    private readonly ILogger _log = log ?? NullLogger.Instance;
    private ProbeFailure _last;

    /// <param name="check">Throws what it finds amiss: <see cref="ProbeFailedException"/> or an exception of the network stack.</param>
    /// <exception cref="OperationCanceledException">Only where <paramref name="cancellation"/> ended it.</exception>
    public async ValueTask<ProbeFailure> Run(Func<CancellationToken, Task> check, CancellationToken cancellation)
    {
        using var deadline = new ProbeDeadline(timeout, time, cancellation);
        try
        {
            await check(deadline.Token);
            return Told(ProbeFailure.None, "");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && deadline.Token.IsCancellationRequested)
        {
            return Told(ProbeFailure.Timeout, $"not done within {deadline.Span.TotalSeconds} s");
        }
        catch (Exception failure) when (failure is ProbeFailedException or HttpRequestException or IOException or SocketException)
        {
            cancellation.ThrowIfCancellationRequested();
            bool isCutShort = deadline.Token.IsCancellationRequested && failure is not ProbeFailedException;
            return Told(isCutShort ? ProbeFailure.Timeout : ProbeFaults.ReasonOf(failure), (failure.InnerException ?? failure).Message);
        }
    }

    private ProbeFailure Told(ProbeFailure reason, string detail)
    {
        if (reason == _last)
        {
            return reason;
        }
        _last = reason;
        if (reason == ProbeFailure.None)
        {
            _log.LogInformation("The check of {Place} passes again", place);
        }
        else
        {
            _log.LogWarning("The check of {Place} fails ({Reason}): {Detail}", place, reason, detail.ReplaceLineEndings(" "));
        }
        return reason;
    }
}
