namespace RulesPlatform.Rules.Compile;

/// <summary>What is wrong with an expression, placed within its own text; the loader moves it to the file.</summary>
/// <param name="Offset">From 0, in characters of the expression.</param>
/// <param name="Length">At least 1.</param>
/// <param name="Message">Says what is wrong.</param>
/// <param name="Help">Says what to do, or null.</param>
public sealed record CompileProblem(int Offset, int Length, string Message, string? Help = null);
