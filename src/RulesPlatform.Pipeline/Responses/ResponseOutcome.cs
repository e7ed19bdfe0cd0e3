namespace RulesPlatform.Pipeline.Responses;

/// <summary>What one call to <see cref="ResponseGenerator"/> led to, each list in the order in which it happened.</summary>
/// <param name="Notifications">For the outbox.</param>
/// <param name="Suppressions">Each alert's not being sent, with its cause, once: when it begins or its cause changes.</param>
/// <param name="Annotations">Notes for the timeline.</param>
/// <param name="Recommendations">Findings for the optimization system.</param>
/// <param name="EndedSilences">Silences that ran out or were expired; they are gone from <see cref="ResponseGenerator.Silences"/>.</param>
public sealed record ResponseOutcome(
    IReadOnlyList<Notification> Notifications,
    IReadOnlyList<Suppression> Suppressions,
    IReadOnlyList<Annotation> Annotations,
    IReadOnlyList<Recommendation> Recommendations,
    IReadOnlyList<Silence> EndedSilences)
{
    public static ResponseOutcome Nothing { get; } = new([], [], [], [], []);
}
