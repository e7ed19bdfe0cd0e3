namespace RulesPlatform.History.Reading;

/// <summary>A generation of the rules folder that was in force once.</summary>
public sealed record StoredRuleSet(string Revision, string Name, string Version, DateTimeOffset SavedAt, int Files);
