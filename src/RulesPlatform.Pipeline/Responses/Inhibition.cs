using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>While an alert that matches <paramref name="Source"/> fires, those that match <paramref name="Target"/> with equal <paramref name="Equal"/> labels are not sent. Matchers see the alert's labels, with <c>alertname</c>, <c>severity</c> and <c>rule</c>.</summary>
public sealed record Inhibition(
    string Name, IReadOnlyList<LabelMatcher> Source, IReadOnlyList<LabelMatcher> Target, IReadOnlyList<string> Equal, Origin Origin);
