using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>Which of the closed set of reasons an exception of the network stack stands for.</summary>
internal static class ProbeFaults
{
    /// <summary>The most telling exception of the chain decides: ours, then the socket's, then that of the encryption, then HTTP's.</summary>
    public static ProbeFailure ReasonOf(Exception failure)
    {
        ProbeFailure reason = ProbeFailure.Other;
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case ProbeFailedException probe:
                    return probe.Reason;
                case SocketException socket:
                    return ReasonOf(socket.SocketErrorCode);
                case AuthenticationException:
                    reason = ProbeFailure.Tls;
                    break;
                case HttpRequestException http when reason == ProbeFailure.Other:
                    reason = ReasonOf(http.HttpRequestError);
                    break;
                case HttpIOException io when reason == ProbeFailure.Other:
                    reason = ReasonOf(io.HttpRequestError);
                    break;
            }
        }
        return reason;
    }

    private static ProbeFailure ReasonOf(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => ProbeFailure.Dns,
        SocketError.ConnectionRefused => ProbeFailure.Refused,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => ProbeFailure.Reset,
        SocketError.TimedOut => ProbeFailure.Timeout,
        _ => ProbeFailure.Other,
    };

    private static ProbeFailure ReasonOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => ProbeFailure.Dns,
        HttpRequestError.SecureConnectionError => ProbeFailure.Tls,
        HttpRequestError.ResponseEnded => ProbeFailure.Reset,
        _ => ProbeFailure.Other,
    };
}
