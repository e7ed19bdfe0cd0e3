namespace RulesPlatform.Pipeline.Responses;

/// <summary>A command that <c>run</c> actions may start.</summary>
/// <param name="Path">Absolute.</param>
public sealed record CommandAllowance(string Name, string Path, TimeSpan Timeout, int MaxOutputBytes);
