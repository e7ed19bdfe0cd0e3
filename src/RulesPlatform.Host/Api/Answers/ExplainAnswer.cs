namespace RulesPlatform.Host.Api.Answers;

/// <summary>Why something is as it is: exactly one of alert, signal and candidates is there.</summary>
/// <param name="Subject">As asked.</param>
/// <param name="Text">The same for a person, plain.</param>
internal sealed record ExplainAnswer(
    string Subject, AlertExplanation? Alert, SignalExplanation? Signal, IReadOnlyList<CandidateAnswer>? Candidates, string Text);

/// <summary>Several things bear the name; ask again for one of them.</summary>
/// <param name="Ask">What to ask for.</param>
/// <param name="Kind"><c>alert</c> or <c>signal</c>.</param>
internal sealed record CandidateAnswer(string Ask, string Kind, string State, double? Value, string Unit);

internal sealed record AlertExplanation
{
    public required AlertAnswer Alert { get; init; }

    /// <summary>Since when it fires; null while it does not.</summary>
    public DateTimeOffset? FiringSince { get; init; }

    /// <summary>When this was explained: what durations are measured to.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the newest change was decided from.</summary>
    public required JudgementAnswer Judgement { get; init; }

    /// <summary>The rule set of that decision: <c>shipped 1.0.0</c>; null where it was not kept.</summary>
    public string? RuleSet { get; init; }

    /// <summary>Changes of this episode, oldest first.</summary>
    public required IReadOnlyList<ChangeLine> Changes { get; init; }

    /// <summary>What became of each notification of this episode, oldest first.</summary>
    public required IReadOnlyList<NotificationAnswer> Notifications { get; init; }

    /// <summary>What was not sent, and why, oldest first.</summary>
    public required IReadOnlyList<SuppressionAnswer> Suppressions { get; init; }

    public required IReadOnlyList<AcknowledgementAnswer> Acknowledgements { get; init; }
}

internal sealed record ChangeLine(DateTimeOffset At, string From, string To, string Reason, double? Value, string? Unsent);

/// <param name="Cause"><c>silence</c>, <c>inhibition</c>, <c>calendar</c>, <c>shadow</c>, <c>dependency</c>, <c>acknowledged</c> or <c>grouping</c>.</param>
/// <param name="By">What caused it.</param>
internal sealed record SuppressionAnswer(DateTimeOffset At, string Route, string Cause, string By);

internal sealed record AcknowledgementAnswer(DateTimeOffset At, string Author, string Comment, bool IsNoise);

internal sealed record SignalExplanation
{
    public required SignalAnswer Signal { get; init; }

    public required string Summary { get; init; }

    /// <summary>Why there is no value, in words; null where there is one.</summary>
    public string? WhyUnknown { get; init; }

    /// <summary>The baseline's model and training; null without one.</summary>
    public string? Model { get; init; }

    public required string Formula { get; init; }

    /// <summary>The formula's parts with their values; empty where it did not run.</summary>
    public required IReadOnlyList<PartAnswer> Parts { get; init; }

    public required IReadOnlyList<InputAnswer> Inputs { get; init; }

    /// <summary>Every rule that judges it, and what it says now.</summary>
    public required IReadOnlyList<RuleSays> Rules { get; init; }

    public required PlaceAnswer Place { get; init; }

    public required string Revision { get; init; }
}

/// <param name="Says"><c>Quiet</c>, <c>Breached</c>, <c>Unknown</c>, <c>Faulted</c> or <c>Quarantined</c>.</param>
/// <param name="Why">The reason of Unknown and Faulted, or null.</param>
/// <param name="State">Of its alert for these labels: <c>Inactive</c> where there is none.</param>
internal sealed record RuleSays(
    string Rule, string Severity, string Mode, bool IsDefault, string Expression, string Says, string? Why, string State, DateTimeOffset? Since,
    IReadOnlyList<PartAnswer> Parts, IReadOnlyList<LevelAnswer> Levels, PlaceAnswer Place);
