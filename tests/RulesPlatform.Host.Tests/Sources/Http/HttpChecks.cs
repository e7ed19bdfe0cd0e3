using System.Net;
using RulesPlatform.Host.Sources.Http;
using RulesPlatform.Host.Sources.Probes;
using RulesPlatform.Host.Tests.Sources.Probes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Http;

/// <summary>Checks as rule files would set them, with a name lookup that never leaves loopback.</summary>
internal static class HttpChecks
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static readonly HttpSourceSettings Plain = new("GET", new Dictionary<string, Secret>(), null, [], null);

    public static HttpSource Open(string address, HttpSourceSettings? settings = null, TimeProvider? time = null, NameLookup? lookup = null, ProbeLog? log = null) =>
        new(settings ?? Plain, new Target(address, LabelSet.Empty), Timeout, time ?? TimeProvider.System, log, lookup ?? Loopback);

    public static HttpSourceSettings With(params (string Name, string Value)[] headers) =>
        Plain with { Headers = headers.ToDictionary(header => header.Name, header => Secret.Literal(header.Value)) };

    private static Task<IPAddress[]> Loopback(string host, CancellationToken cancellation) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
}
