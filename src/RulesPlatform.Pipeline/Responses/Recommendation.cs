using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>
/// A finding for the optimization system, made when an alert began firing; its evidence is that of the alert's change at <paramref name="At"/>.
/// </summary>
/// <param name="Route">The response rule that made it.</param>
/// <param name="At">The slot.</param>
/// <param name="Subject">What could be better, e.g. a service or resource.</param>
public sealed record Recommendation(AlertId Alert, string Route, DateTimeOffset At, string Category, string Subject, string Text);
