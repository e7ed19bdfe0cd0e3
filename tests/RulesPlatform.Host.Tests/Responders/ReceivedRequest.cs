namespace RulesPlatform.Host.Tests.Responders;

/// <summary>What a <see cref="WebSink"/> was sent.</summary>
/// <param name="Target">Path and query.</param>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
