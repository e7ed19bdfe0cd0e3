using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>Alerts that match every matcher are not sent from start to end. Matchers see what inhibitions see.</summary>
/// <param name="Id"><c>s1</c>, <c>s2</c>, … in order of creation.</param>
public sealed record Silence(
    string Id, IReadOnlyList<LabelMatcher> Matchers, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Author, string Comment)
{
    public bool IsActive(DateTimeOffset at) => StartsAt <= at && at < EndsAt;
}
