namespace RulesPlatform.Rules.Text;

/// <summary>The line that a diagnostic is about, fit to print: tabs and control characters replaced, secrets masked, long lines cut.</summary>
/// <param name="Start">Index in <paramref name="Line"/> of what the diagnostic points at.</param>
/// <param name="Length">At least 1.</param>
public sealed record Excerpt(string Line, int Start, int Length);
