using System.Linq.Expressions;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Syntax;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>The words of response rules: <c>alert</c>.</summary>
internal static class AlertVocabulary
{
    private static readonly ParameterExpression s_facts = Expression.Parameter(typeof(AlertFacts), "facts");
    private static readonly MemberExpression s_signal = Expression.Property(s_facts, nameof(AlertFacts.Signal));

    public static Vocabulary Words { get; } = new(Dialect.Alert, s_facts,
    [
        new VocabularyRoot(Expression.Parameter(typeof(AlertWords), "alert"),
        [
            Fact(nameof(AlertFacts.Rule)), Fact(nameof(AlertFacts.Name)), Fact(nameof(AlertFacts.Severity)), Fact(nameof(AlertFacts.State)),
            Fact(nameof(AlertFacts.Reason)), Fact(nameof(AlertFacts.Owner)), Fact(nameof(AlertFacts.IsDefault)),
            new VocabularyWord(nameof(AlertWords.Value), Expression.Property(s_signal, nameof(Signal.Value))),
            new VocabularyWord(nameof(AlertWords.Score), Expression.Property(s_signal, nameof(Signal.Score))),
        ]),
    ])
    {
        Label = typeof(AlertFacts).GetMethod(nameof(AlertFacts.Label)),
    };

    private static VocabularyWord Fact(string name) => new(name, Expression.Property(s_facts, name));
}
