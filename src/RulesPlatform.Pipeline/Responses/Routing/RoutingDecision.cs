namespace RulesPlatform.Pipeline.Responses.Routing;

/// <summary>What the response rules make of one alert at one instant.</summary>
/// <param name="Routes">At least one; in rule order, the default route last.</param>
/// <param name="Actions">Rules that act otherwise than by notifying, in order.</param>
internal sealed record RoutingDecision(IReadOnlyList<Route> Routes, IReadOnlyList<ResponseRule> Actions, IReadOnlyList<PassedOverRule> PassedOver);
