namespace RulesPlatform.Rules.Compile;

/// <summary>One LocalParam or GlobalParam of RulesEngine.</summary>
public sealed record ScopedParameter(string Name, string Expression);
