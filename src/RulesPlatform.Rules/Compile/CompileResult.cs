namespace RulesPlatform.Rules.Compile;

/// <summary>Either a compiled thing or the problems that stand against it; never both.</summary>
public sealed record CompileResult<T>(T? Compiled, IReadOnlyList<CompileProblem> Problems) where T : class
{
    public bool IsCompiled => Problems.Count == 0;
}
