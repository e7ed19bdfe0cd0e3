namespace RulesPlatform.Host.Responders.Capture;

/// <summary>What the metadata of a trace say about one kind of event.</summary>
internal sealed record NettraceEvent(string Provider, string Name, IReadOnlyList<NettraceField> Fields);
