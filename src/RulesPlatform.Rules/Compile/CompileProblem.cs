using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Compile;

/// <summary>What is wrong with an expression, placed within its own text; the loader moves it to the file.</summary>
/// <param name="Offset">From 0, in characters of the text that <see cref="Nested"/> and <see cref="Parameter"/> name; its length where something is missing at the end.</param>
/// <param name="Length">At least 1.</param>
/// <param name="Message">Says what is wrong.</param>
/// <param name="Help">Says what to do, or null.</param>
public sealed record CompileProblem(int Offset, int Length, string Message, string? Help = null)
{
    public DiagnosticKind Kind { get; init; } = ExpressionProblems.Malformed;

    /// <summary>What surely was meant, in place of what is wrong; null where the author has to decide.</summary>
    public string? Instead { get; init; }

    /// <summary>Which nested rule the text belongs to, as the indices to follow from the rule that was compiled; empty for that rule itself.</summary>
    public IReadOnlyList<int> Nested { get; init; } = [];

    /// <summary>Index into <see cref="ConditionSource.Parameters"/> of that rule where the text is a parameter's; null where it is the rule's expression.</summary>
    public int? Parameter { get; init; }
}
