using System.Diagnostics;

namespace RulesPlatform.Host.Telemetry;

/// <summary>
/// Where spans come from, for OpenTelemetry: <c>collect</c> (a job at a slot), <c>cycle</c> with <c>store</c>, <c>analysis</c>, <c>thresholds</c> and
/// <c>responses</c> below it, and <c>deliver</c> (one attempt). While nobody listens they cost a comparison each.
/// </summary>
internal static class Traces
{
    public const string Name = "RulesPlatform";

    public static ActivitySource Source { get; } = new(Name);
}
