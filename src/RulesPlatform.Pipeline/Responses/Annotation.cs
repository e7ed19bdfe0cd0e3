using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>A note on the timeline, made when an alert began firing.</summary>
/// <param name="Route">The response rule that made it.</param>
/// <param name="At">The slot.</param>
public sealed record Annotation(AlertId Alert, string Route, DateTimeOffset At, string Text);
