using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Collection;

/// <summary>Schedule, source, targets and guards; one trigger each.</summary>
public sealed record CollectionJob
{
    public required string Name { get; init; }

    public required JobSchedule Schedule { get; init; }

    /// <summary>At most the interval. A target that has not answered by then is down for this slot.</summary>
    public required TimeSpan Timeout { get; init; }

    public required SourceSettings Source { get; init; }

    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>Laid over every sample's labels; the target's own labels win over these.</summary>
    public LabelSet Labels { get; init; } = LabelSet.Empty;

    public CollectionGuards Guards { get; init; } = new();

    /// <summary>Metrics to keep, by name; empty keeps all. Each is a name or <c>~regex</c>.</summary>
    public IReadOnlyList<LabelMatcher> Keep { get; init; } = [];

    /// <summary>Metrics to drop, by name, after <see cref="Keep"/>.</summary>
    public IReadOnlyList<LabelMatcher> Drop { get; init; } = [];

    public required Origin Origin { get; init; }

    /// <summary>Hash of the job's text in canonical form: equal hashes need no rescheduling.</summary>
    public required string ContentHash { get; init; }
}
