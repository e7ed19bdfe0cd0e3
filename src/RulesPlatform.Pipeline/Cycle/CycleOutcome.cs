using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>Everything one journal entry led to: stored with it in one transaction.</summary>
public sealed record CycleOutcome
{
    public static CycleOutcome Nothing { get; } = new();

    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    public IReadOnlyList<AlertChange> Changes { get; init; } = [];

    /// <summary>For the outbox.</summary>
    public IReadOnlyList<Notification> Notifications { get; init; } = [];

    /// <summary>Signals worth keeping, as series <c>signal:NAME</c> and, with a baseline, <c>signal:NAME:expected</c>; null for none.</summary>
    public SampleBatch? Signals { get; init; }
}
