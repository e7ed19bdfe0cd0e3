namespace RulesPlatform.Host.Api.Answers;

internal sealed record AlertsAnswer(IReadOnlyList<AlertAnswer> Alerts);

/// <summary>One alert as it stands.</summary>
internal sealed record AlertAnswer
{
    public required string Fingerprint { get; init; }

    public required string Rule { get; init; }

    public required string Name { get; init; }

    public required string Severity { get; init; }

    /// <summary><c>Pending</c>, <c>Firing</c>, <c>Recovering</c>, or <c>Inactive</c> once it is over.</summary>
    public required string State { get; init; }

    public required string Owner { get; init; }

    /// <summary>The signal's and the rule's.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    /// <summary>The first breached slot of this episode.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The slot of the newest change.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Why it changed last.</summary>
    public required string Reason { get; init; }

    public required string Signal { get; init; }

    /// <summary>At the newest change; null where the signal had none.</summary>
    public double? Value { get; init; }

    public required string Unit { get; init; }

    /// <summary><c>Active</c> or <c>Shadow</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Why it is not sent, or null.</summary>
    public string? Unsent { get; init; }

    /// <summary>Ids of the silences that cover it now.</summary>
    public IReadOnlyList<string> SilencedBy { get; init; } = [];

    /// <summary>Who acknowledged this episode, or null.</summary>
    public string? AcknowledgedBy { get; init; }
}

/// <summary>One alert with its changes, newest first, each with what it was decided from.</summary>
internal sealed record AlertHistoryAnswer(AlertAnswer Alert, IReadOnlyList<AlertChangeAnswer> Changes);

/// <param name="Evidence">What the decision was made of.</param>
internal sealed record AlertChangeAnswer(
    DateTimeOffset At, string From, string To, string Reason, DateTimeOffset Since, int Transition, string? Unsent, JudgementAnswer Evidence);
