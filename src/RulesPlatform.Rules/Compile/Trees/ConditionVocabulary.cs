using System.Linq.Dynamic.Core;
using System.Linq.Expressions;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Syntax;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>The words of threshold rules: <c>signal</c>, <c>baseline</c> and the levels of the rule's signal.</summary>
internal static class ConditionVocabulary
{
    private static readonly ParameterExpression s_operands = Expression.Parameter(typeof(RuleOperands), "operands");

    private static readonly VocabularyRoot s_signal = new(Expression.Parameter(typeof(SignalWords), "signal"),
    [
        Scalar(nameof(SignalWords.Value), OperandSet.Value), Scalar(nameof(SignalWords.Expected), OperandSet.Expected),
        Scalar(nameof(SignalWords.Deviation), OperandSet.Deviation), Scalar(nameof(SignalWords.Score), OperandSet.Score),
        Scalar(nameof(SignalWords.Age), OperandSet.Age), Scalar(nameof(SignalWords.Coverage), OperandSet.Coverage),
        Scalar(nameof(SignalWords.Tier), OperandSet.Tier),
    ]);

    private static readonly VocabularyRoot s_baseline = new(Expression.Parameter(typeof(BaselineWords), "baseline"),
        [Scalar(nameof(BaselineWords.Expected), OperandSet.Expected), Scalar(nameof(BaselineWords.Spread), OperandSet.Spread)]);

    private static readonly RecentCache<string, Vocabulary> s_byLevels = new(capacity: 1024);

    /// <param name="levels">Identifiers, distinct ignoring case.</param>
    public static Vocabulary For(IReadOnlyList<string> levels) => s_byLevels.GetOrAdd(string.Join('\n', levels), _ => Build(levels));

    /// <summary>A class with one settable double property a level. The library keeps such classes for the life of the process, one for each list of names.</summary>
    public static Type LevelsType(IReadOnlyList<string> levels) =>
        DynamicClassFactory.CreateType([.. levels.Select(level => new DynamicProperty(level, typeof(double)))], createParameterCtor: false);

    private static Vocabulary Build(IReadOnlyList<string> levels)
    {
        MemberExpression values = Expression.Property(s_operands, nameof(RuleOperands.Levels));
        var threshold = new VocabularyRoot(
            Expression.Parameter(LevelsType(levels), "threshold"),
            [.. levels.Select((level, index) => new VocabularyWord(level, Expression.ArrayIndex(values, Expression.Constant(index)), Level: index))],
            "the rule's signal has no levels: declare them under \"levels\"");
        return new Vocabulary(Dialect.Condition, s_operands, [s_signal, s_baseline, threshold]);
    }

    private static VocabularyWord Scalar(string name, OperandSet reads) => new(name, Expression.Property(s_operands, reads.ToString()), reads);
}
