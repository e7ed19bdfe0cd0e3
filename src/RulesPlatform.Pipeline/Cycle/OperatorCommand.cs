using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>What a person can tell the cycle.</summary>
public abstract record OperatorCommand(string Author);

public sealed record AddSilence(
    IReadOnlyList<LabelMatcher> Matchers, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Comment, string Author) : OperatorCommand(Author);

public sealed record ExpireSilence(string Id, string Author) : OperatorCommand(Author);

/// <summary>Stops escalation and repeats of an alert's groups while this episode lasts.</summary>
/// <param name="Alert">An alert's fingerprint.</param>
/// <param name="IsNoise">True labels the alert a false alarm, for the accuracy KPI.</param>
public sealed record Acknowledge(string Alert, string Comment, string Author, bool IsNoise = false) : OperatorCommand(Author);
