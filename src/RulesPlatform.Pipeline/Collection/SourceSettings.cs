namespace RulesPlatform.Pipeline.Collection;

/// <summary>What a source needs beyond the target. <see cref="Kind"/> is the word that rule files use.</summary>
public abstract record SourceSettings(string Kind);

/// <summary>This machine: CPU, memory, load, disks, file systems, network, pressure, processes.</summary>
/// <param name="Processes">Process names to report on one by one; empty reports none.</param>
/// <param name="IgnoreFileSystems">Mount points to leave out; a path or <c>~regex</c>.</param>
/// <param name="IgnoreDevices">Disks and network interfaces to leave out; a name or <c>~regex</c>.</param>
public sealed record HostSourceSettings(
    IReadOnlyList<string> Processes, IReadOnlyList<string> IgnoreFileSystems, IReadOnlyList<string> IgnoreDevices) : SourceSettings("host");

/// <summary>Prometheus text 0.0.4 or OpenMetrics 1.0 over HTTP.</summary>
/// <param name="Headers">Extra request headers; values may be secrets.</param>
/// <param name="HonorTimestamps">Whether a sample's own timestamp is kept; if not, every sample is of the slot.</param>
/// <param name="HonorLabels">Whether the target's labels win over ours where they clash; if not, theirs become <c>exported_NAME</c>.</param>
public sealed record PrometheusSourceSettings(
    IReadOnlyDictionary<string, Secret> Headers, bool HonorTimestamps = true, bool HonorLabels = false) : SourceSettings("prometheus");

/// <summary>An HTTP check.</summary>
/// <param name="Method">GET unless said otherwise.</param>
/// <param name="Headers">Extra request headers; values may be secrets.</param>
/// <param name="Body">Sent with the request, or null.</param>
/// <param name="ExpectStatus">Statuses that mean success; empty means 200 to 299.</param>
/// <param name="ExpectBody">A non-backtracking regular expression that the first 1 MiB of the body must contain, or null.</param>
/// <param name="FollowRedirects">Credentials never follow to another host.</param>
/// <param name="VerifyCertificate">Whether an invalid certificate fails the check.</param>
public sealed record HttpSourceSettings(
    string Method, IReadOnlyDictionary<string, Secret> Headers, string? Body, IReadOnlyList<int> ExpectStatus, string? ExpectBody,
    bool FollowRedirects = true, bool VerifyCertificate = true) : SourceSettings("http");

/// <summary>A TCP connection, opened and closed.</summary>
/// <param name="Send">Text to send once connected, or null.</param>
/// <param name="Expect">A non-backtracking regular expression that the first line answered must contain, or null.</param>
public sealed record TcpSourceSettings(string? Send = null, string? Expect = null) : SourceSettings("tcp");

/// <summary>The HealthChecks UI JSON of another service.</summary>
public sealed record HealthChecksSourceSettings(IReadOnlyDictionary<string, Secret> Headers) : SourceSettings("healthchecks");

/// <summary>CSV or OpenMetrics files dropped into a folder; read once, then moved to <c>done/</c> or <c>failed/</c> inside it.</summary>
/// <param name="Pattern">File name pattern such as <c>*.csv</c>; the ending decides the format (<c>.csv</c>, <c>.prom</c>, <c>.om</c>, <c>.txt</c>).</param>
public sealed record FileSourceSettings(string Pattern = "*") : SourceSettings("file");

/// <summary>Samples that others post to <c>/api/v1/samples</c>.</summary>
public sealed record PushSourceSettings() : SourceSettings("push");

/// <summary>The platform's own metrics.</summary>
public sealed record SelfSourceSettings() : SourceSettings("self");
