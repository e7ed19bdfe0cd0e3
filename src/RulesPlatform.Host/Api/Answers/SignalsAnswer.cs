namespace RulesPlatform.Host.Api.Answers;

internal sealed record SignalsAnswer(IReadOnlyList<SignalAnswer> Signals, int Total);

/// <summary>One row of a signal at its newest slot.</summary>
internal sealed record SignalAnswer
{
    public required string Name { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required string Group { get; init; }

    public required string Unit { get; init; }

    /// <summary>The slot that was judged.</summary>
    public required DateTimeOffset Slot { get; init; }

    /// <summary>Null exactly when <see cref="Reason"/> is not <c>None</c>.</summary>
    public double? Value { get; init; }

    /// <summary>What the baseline expects; null while it forms, or without one.</summary>
    public double? Expected { get; init; }

    /// <summary>One standard deviation of what is normal; null like <see cref="Expected"/>.</summary>
    public double? Spread { get; init; }

    public double? Deviation { get; init; }

    /// <summary>0…1.</summary>
    public double? Score { get; init; }

    public required string Tier { get; init; }

    public double AgeSeconds { get; init; }

    /// <summary>0…1.</summary>
    public double Coverage { get; init; }

    /// <summary><c>None</c>, or why there is no value.</summary>
    public required string Reason { get; init; }

    /// <summary>The baseline in words: <c>ready</c>, <c>forming 34 %</c>, <c>none</c>.</summary>
    public required string Baseline { get; init; }

    /// <summary>How much of its training the baseline has seen, 0…1; null without one.</summary>
    public double? Readiness { get; init; }
}
