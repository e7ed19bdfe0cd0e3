namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>A threshold rule as it is going to be written.</summary>
/// <param name="Properties">Names, and values that are JSON already.</param>
internal sealed record RuleSketch(string Name, string Signal, string Expression, IReadOnlyList<(string Name, string Value)> Properties);
