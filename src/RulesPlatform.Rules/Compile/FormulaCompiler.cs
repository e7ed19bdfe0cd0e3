namespace RulesPlatform.Rules.Compile;

/// <summary>Turns an analysis formula into a delegate.</summary>
public static class FormulaCompiler
{
    /// <param name="inputs">Names that the formula may use; operand i is input i.</param>
    public static CompileResult<CompiledFormula> Compile(string formula, IReadOnlyList<string> inputs) =>
        throw new NotSupportedException();
}
