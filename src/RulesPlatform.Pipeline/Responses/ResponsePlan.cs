namespace RulesPlatform.Pipeline.Responses;

/// <summary>What a rule set says about responses: everything that <see cref="ResponseGenerator"/> reads of it. Immutable.</summary>
public sealed record ResponsePlan
{
    /// <summary>In the order they are tried.</summary>
    public required IReadOnlyList<ResponseRule> Responses { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyDictionary<string, Receiver> Receivers { get; init; }

    /// <summary>Gets, with the reason, every alert that no notify rule routes or that a response rule failed on.</summary>
    public required string DefaultReceiver { get; init; }

    public IReadOnlyList<Inhibition> Inhibitions { get; init; } = [];

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, Calendar> Calendars { get; init; } = new Dictionary<string, Calendar>();

    /// <summary>By name: what <c>run</c> may start.</summary>
    public IReadOnlyDictionary<string, CommandAllowance> Commands { get; init; } = new Dictionary<string, CommandAllowance>();

    /// <summary>
    /// By threshold-rule id: when alerts are recorded but not sent, judged at every instant. For a rule that is not here, what its
    /// last change said (<see cref="Thresholds.AlertChange.Unsent"/>) holds until it is no longer so.
    /// </summary>
    public IReadOnlyDictionary<string, AlertLimits> Limits { get; init; } = new Dictionary<string, AlertLimits>();

    /// <summary>How the default receiver is told: by rule, at once, then as often as here.</summary>
    public TimeSpan DefaultInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc cref="DefaultInterval"/>
    public TimeSpan DefaultRepeat { get; init; } = TimeSpan.FromHours(4);
}
