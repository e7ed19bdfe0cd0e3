using System.Net;

namespace RulesPlatform.Host.Sources.Probes;

/// <summary>The addresses of a name, in the order to try them.</summary>
/// <exception cref="System.Net.Sockets.SocketException">The name has none.</exception>
internal delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellation);
