using System.Linq.Expressions;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Compile;

/// <summary>
/// Turns a threshold rule into a delegate, its explanation and its stock-engine twin. RulesEngine's parser gives the tree; every name is
/// checked before it and every node after it. Thread-safe; a source that was compiled lately with the same levels gives the same object.
/// </summary>
public static class ConditionCompiler
{
    private static readonly RecentCache<string, CompiledCondition> s_compiled = new(capacity: 8192);

    // Who checks a rule goes on to reason about it, and checks others that say the same.
    private static readonly RecentCache<string, ReadCondition> s_read = new(capacity: 16_384);

    /// <summary>
    /// Parameters are computed once, before the rule, in their order; nested rules are all computed, as the stock engine does: what would
    /// fault there throws here. Never throws for anything that a source may hold.
    /// </summary>
    /// <param name="levels">Level names of the rule's signal; level i is <see cref="RuleOperands.Levels"/>[i].</param>
    public static CompileResult<CompiledCondition> Compile(ConditionSource source, IReadOnlyList<string> levels)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(levels);
        string? key = SourceKey.Of(source, levels);
        if (key is not null && s_compiled.TryGet(key, out CompiledCondition? known))
        {
            return new CompileResult<CompiledCondition>(known, []);
        }
        if (Read(source, levels, out IReadOnlyList<CompileProblem> problems) is not { } read)
        {
            return new CompileResult<CompiledCondition>(null, problems);
        }
        CompiledCondition compiled = Finish(read, source, levels);
        return new CompileResult<CompiledCondition>(key is null ? compiled : s_compiled.GetOrAdd(key, _ => compiled), []);
    }

    /// <summary>The problems that <see cref="Compile"/> would report, without compiling.</summary>
    public static IReadOnlyList<CompileProblem> Check(ConditionSource source, IReadOnlyList<string> levels)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(levels);
        Tree(source, levels, out IReadOnlyList<CompileProblem> problems);
        return problems;
    }

    /// <summary>What <see cref="Compile"/> would make a delegate of; null with the problems. One that was read lately is the same object.</summary>
    internal static ReadCondition? Tree(ConditionSource source, IReadOnlyList<string> levels, out IReadOnlyList<CompileProblem> problems)
    {
        string? key = SourceKey.Of(source, levels);
        if (key is not null && s_read.TryGet(key, out ReadCondition? known))
        {
            problems = [];
            return known;
        }
        return Read(source, levels, out problems) is not { } read ? null : key is null ? read : s_read.GetOrAdd(key, _ => read);
    }

    private static ReadCondition? Read(ConditionSource source, IReadOnlyList<string> levels, out IReadOnlyList<CompileProblem> problems)
    {
        problems = [.. BadLevels(levels)];
        return problems.Count == 0 ? ConditionReader.Read(source, ConditionVocabulary.For(levels), out problems) : null;
    }

    private static CompiledCondition Finish(ReadCondition read, ConditionSource source, IReadOnlyList<string> levels)
    {
        VocabularyWord[] words = [.. read.Rule.Reached().Select(part => part.Word).OfType<VocabularyWord>()];
        ParameterExpression subject = ConditionVocabulary.For(levels).Subject;
        Dictionary<ParameterExpression, Expression> definitions = read.Variables.ToDictionary(one => one.Variable, one => one.Definition.Tree);
        return new CompiledCondition(
            read.Text,
            ExpressionShape<RuleOperands, bool>.Compile(read.Rule.Tree, subject).Run,
            words.Aggregate(OperandSet.None, (reads, word) => reads | word.Reads),
            [.. words.Select(word => word.Level).OfType<int>().Distinct().Order()],
            operands => Explanation.Of(read.Rule, subject, operands, definitions),
            new StockTwin(source, [.. levels]).Holds);
    }

    private static IEnumerable<CompileProblem> BadLevels(IReadOnlyList<string> levels)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string level in levels)
        {
            if (!Identifiers.IsOne(level))
            {
                yield return new CompileProblem(0, 1, $"'{level}' is not a level's name", "use letters, digits and _, a letter first") { Kind = ExpressionProblems.Composition };
            }
            else if (!seen.Add(level))
            {
                yield return new CompileProblem(0, 1, $"two levels are named '{level}': upper and lower case are the same in a rule", "rename one of them") { Kind = ExpressionProblems.Composition };
            }
        }
    }
}
