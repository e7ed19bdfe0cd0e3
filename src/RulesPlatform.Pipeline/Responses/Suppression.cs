using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>Why an alert that a route wanted to send was not sent: a named cause and the thing that caused it.</summary>
/// <param name="Cause"><c>silence</c>, <c>inhibition</c>, <c>calendar</c>, <c>shadow</c>, <c>dependency</c>, <c>acknowledged</c> or <c>grouping</c> (it will be sent later).</param>
/// <param name="By">The silence's id, the inhibition's name, the calendar, the rule depended on, or the instant it will be sent.</param>
public sealed record Suppression(AlertId Alert, string Route, string Cause, string By);
