using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>One step of one alert, with everything a response and a reader need; a copy, independent of the book.</summary>
public sealed record AlertChange
{
    public required AlertId Id { get; init; }

    public required Slot Slot { get; init; }

    public required AlertState From { get; init; }

    public required AlertState To { get; init; }

    public required ChangeReason Reason { get; init; }

    /// <summary>The first breached slot of this episode.</summary>
    public required Slot Incarnation { get; init; }

    /// <summary>From 1, counted within the incarnation.</summary>
    public required int Transition { get; init; }

    public required AlertFacts Facts { get; init; }

    /// <summary>Rendered; <c>runbook</c> included where the rule names one.</summary>
    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required Evidence Evidence { get; init; }

    public required RuleMode Mode { get; init; }

    /// <summary>Null, or why this alert is not to be sent now although its state is recorded: <c>shadow</c>, <c>outside CALENDAR</c>, <c>depends on RULE</c>.</summary>
    public string? Unsent { get; init; }

    public bool BeganFiring => To == AlertState.Firing && From is (AlertState.Inactive or AlertState.Pending);

    public bool Resolved => To == AlertState.Inactive && From is (AlertState.Firing or AlertState.Recovering);
}
