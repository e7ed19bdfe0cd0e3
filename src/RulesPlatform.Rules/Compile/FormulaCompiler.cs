using System.Linq.Expressions;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Compile;

/// <summary>
/// Turns an analysis formula into a delegate. Every number is a double and nothing throws: 1/0 is ∞, 5 % 0 and the like are NaN. Conditions
/// (comparisons, <c>and</c>, <c>or</c>, <c>not</c>) belong inside <c>if</c> and <c>?:</c>; a formula that is itself a condition is refused.
/// Thread-safe; a formula that was compiled lately over the same inputs gives the same object.
/// </summary>
public static class FormulaCompiler
{
    private static readonly ParameterExpression s_operands = Expression.Parameter(typeof(double[]), "operands");
    private static readonly Dictionary<ParameterExpression, Expression> s_noDefinitions = [];
    private static readonly RecentCache<string, CompiledFormula> s_compiled = new(capacity: 4096);
    private static readonly RecentCache<string, PlacedExpression> s_read = new(capacity: 16_384);

    /// <summary>Never throws for anything that a formula may hold.</summary>
    /// <param name="inputs">Names that the formula may use; operand i is input i. Case counts, as in NCalc.</param>
    public static CompileResult<CompiledFormula> Compile(string formula, IReadOnlyList<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(inputs);
        string? key = SourceKey.Of(formula, inputs);
        if (key is not null && s_compiled.TryGet(key, out CompiledFormula? known))
        {
            return new CompileResult<CompiledFormula>(known, []);
        }
        if (Read(formula, inputs, out IReadOnlyList<CompileProblem> problems) is not { } tree)
        {
            return new CompileResult<CompiledFormula>(null, problems);
        }
        var compiled = new CompiledFormula(
            ExpressionShape<double[], double>.Compile(tree.Tree, s_operands).Run,
            operands => Explanation.Of(tree, s_operands, operands, s_noDefinitions),
            [.. tree.Reached().Select(part => part.Word?.Level).OfType<int>().Distinct().Order()]);
        return new CompileResult<CompiledFormula>(key is null ? compiled : s_compiled.GetOrAdd(key, _ => compiled), []);
    }

    /// <summary>The problems that <see cref="Compile"/> would report, without compiling.</summary>
    public static IReadOnlyList<CompileProblem> Check(string formula, IReadOnlyList<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(inputs);
        Tree(formula, inputs, out IReadOnlyList<CompileProblem> problems);
        return problems;
    }

    /// <summary>What <see cref="Compile"/> would make a delegate of; null with the problems. One that was read lately is the same object.</summary>
    internal static PlacedExpression? Tree(string formula, IReadOnlyList<string> inputs, out IReadOnlyList<CompileProblem> problems)
    {
        string? key = SourceKey.Of(formula, inputs);
        if (key is not null && s_read.TryGet(key, out PlacedExpression? known))
        {
            problems = [];
            return known;
        }
        return Read(formula, inputs, out problems) is not { } read ? null : key is null ? read : s_read.GetOrAdd(key, _ => read);
    }

    /// <summary>Whether an input may have this name: an identifier that is not a word of the language.</summary>
    public static bool IsInputName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Identifiers.IsOne(name) && name is not ("true" or "false" or "and" or "or" or "not");
    }

    private static PlacedExpression? Read(string formula, IReadOnlyList<string> inputs, out IReadOnlyList<CompileProblem> problems)
    {
        var found = new List<CompileProblem>();
        problems = found;
        foreach (string input in inputs.Where(input => !IsInputName(input)))
        {
            found.Add(new CompileProblem(0, 1, $"'{input}' cannot be an input's name", "use letters, digits and _, a letter first, and no word of the language") { Kind = ExpressionProblems.Composition });
        }
        if (found.Count > 0)
        {
            return null;
        }
        if (SyntaxCheck.Check(formula, Dialect.Formula, out CompileProblem? problem) is { } text)
        {
            return FormulaTree.Read(text, inputs, s_operands, found);
        }
        found.Add(problem!);
        return null;
    }
}
