using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using RulesPlatform.Host.Sources.Probes;

namespace RulesPlatform.Host.Tests.Sources.Probes;

[TestClass]
public sealed class ProbeFaultsTests
{
    [TestMethod]
    [DataRow(SocketError.HostNotFound, "Dns")]
    [DataRow(SocketError.TryAgain, "Dns")]
    [DataRow(SocketError.ConnectionRefused, "Refused")]
    [DataRow(SocketError.ConnectionReset, "Reset")]
    [DataRow(SocketError.TimedOut, "Timeout")]
    [DataRow(SocketError.NetworkUnreachable, "Other")]
    public void A_socket_error_decides_however_deep_it_lies(SocketError error, string expected)
    {
        var failure = new HttpRequestException(HttpRequestError.ConnectionError, "outer", new IOException("inner", new SocketException((int)error)));
        Assert.AreEqual(expected, ProbeFaults.ReasonOf(failure).ToString());
    }

    [TestMethod]
    [DataRow(HttpRequestError.NameResolutionError, "Dns")]
    [DataRow(HttpRequestError.SecureConnectionError, "Tls")]
    [DataRow(HttpRequestError.ResponseEnded, "Reset")]
    [DataRow(HttpRequestError.InvalidResponse, "Other")]
    public void Without_one_the_protocol_says(HttpRequestError error, string expected) =>
        Assert.AreEqual(expected, ProbeFaults.ReasonOf(new HttpRequestException(error)).ToString());

    [TestMethod]
    public void A_failed_handshake_is_of_the_encryption_whatever_wraps_it() =>
        Assert.AreEqual(ProbeFailure.Tls, ProbeFaults.ReasonOf(new HttpRequestException(HttpRequestError.Unknown, "outer", new AuthenticationException("no"))));
}
