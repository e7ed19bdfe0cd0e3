using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Host.Api.Past;

/// <summary>One step of one alert as it was stored.</summary>
internal sealed record StoredChange
{
    /// <summary>The rule and the signal's labels.</summary>
    public required AlertId Id { get; init; }

    public required Slot Slot { get; init; }

    public required AlertState From { get; init; }

    public required AlertState To { get; init; }

    public required ChangeReason Reason { get; init; }

    /// <summary>The first breached slot of the episode.</summary>
    public required Slot Incarnation { get; init; }

    public required int Transition { get; init; }

    public RuleMode Mode { get; init; }

    /// <summary>Why it is not to be sent, or null.</summary>
    public string? Unsent { get; init; }

    public required string Name { get; init; }

    public required string Severity { get; init; }

    public string Owner { get; init; } = "";

    /// <summary>The signal's and the rule's.</summary>
    public required LabelSet Labels { get; init; }

    public required string Unit { get; init; }

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    public required Evidence Evidence { get; init; }
}
