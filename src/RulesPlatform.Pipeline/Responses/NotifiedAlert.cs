using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>An alert as a receiver sees it.</summary>
/// <param name="Labels">The signal's labels, the rule's, <c>alertname</c>, <c>severity</c> and <c>rule</c>.</param>
/// <param name="EndsAt">Null while it fires.</param>
/// <param name="Value">Of the signal at the last change.</param>
/// <param name="Reason">The change's reason by name.</param>
public sealed record NotifiedAlert(
    string Fingerprint, LabelSet Labels, IReadOnlyDictionary<string, string> Annotations,
    DateTimeOffset StartsAt, DateTimeOffset? EndsAt, double Value, string Reason)
{
    public bool IsFiring => EndsAt is null;
}
