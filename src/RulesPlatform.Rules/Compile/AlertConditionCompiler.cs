using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Trees;

namespace RulesPlatform.Rules.Compile;

/// <summary>
/// Turns a response rule's expression over <c>alert</c> into a delegate. Texts compare ordinally; <c>alert.Value</c> and
/// <c>alert.Score</c> may be NaN, of which every comparison but <c>!=</c> is false.
/// </summary>
public static class AlertConditionCompiler
{
    private static readonly RecentCache<string, Func<AlertFacts, bool>> s_compiled = new(capacity: 1024);

    /// <summary>Never throws for anything that a source may hold. Parameters and nested rules as in <see cref="ConditionCompiler.Compile"/>.</summary>
    public static CompileResult<Func<AlertFacts, bool>> Compile(ConditionSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        string? key = SourceKey.Of(source, []);
        if (key is not null && s_compiled.TryGet(key, out Func<AlertFacts, bool>? known))
        {
            return new CompileResult<Func<AlertFacts, bool>>(known, []);
        }
        if (ConditionReader.Read(source, AlertVocabulary.Words, out IReadOnlyList<CompileProblem> problems) is not { } read)
        {
            return new CompileResult<Func<AlertFacts, bool>>(null, problems);
        }
        Func<AlertFacts, bool> compiled = ExpressionShape<AlertFacts, bool>.Compile(read.Rule.Tree, AlertVocabulary.Words.Subject).Run;
        return new CompileResult<Func<AlertFacts, bool>>(key is null ? compiled : s_compiled.GetOrAdd(key, _ => compiled), []);
    }

    /// <summary>The problems that <see cref="Compile"/> would report, without compiling.</summary>
    public static IReadOnlyList<CompileProblem> Check(ConditionSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ConditionReader.Read(source, AlertVocabulary.Words, out IReadOnlyList<CompileProblem> problems);
        return problems;
    }
}
