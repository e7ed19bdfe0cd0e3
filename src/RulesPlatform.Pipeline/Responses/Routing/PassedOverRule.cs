namespace RulesPlatform.Pipeline.Responses.Routing;

/// <summary>A notify rule that matches, outside its calendar.</summary>
internal sealed record PassedOverRule(string Rule, string Calendar);
