using System.Linq.Expressions;
using System.Reflection;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Compile.Syntax;

namespace RulesPlatform.Rules.Compile.Trees;

/// <summary>Everything that a rule of one kind may name. Immutable; shared by all rules with the same level names.</summary>
/// <param name="Subject">What the compiled delegate takes.</param>
internal sealed record Vocabulary(Dialect Dialect, ParameterExpression Subject, IReadOnlyList<VocabularyRoot> Roots)
{
    /// <summary>Parameters may not take these: they mean something to the engine's parser, or did in one of its versions.</summary>
    private static readonly string[] s_reserved =
        ["Math", "true", "false", "null", "it", "parent", "root", "new", "iif", "np", "is", "as", "isnull", "cast", "in", "and", "or", "not"];

    /// <summary>What the engine's parser made of a shape of tokens, see <see cref="EngineParser"/>.</summary>
    public RecentCache<string, Expression> Parsed { get; } = new(capacity: 1024);

    /// <summary>The method that gives a label's value, where the dialect has texts.</summary>
    public MethodInfo? Label { get; init; }

    public static IReadOnlyList<string> TextMethods { get; } = ["StartsWith", "EndsWith", "Contains"];

    public VocabularyRoot? Find(string name) => Roots.FirstOrDefault(root => string.Equals(root.Name, name, StringComparison.OrdinalIgnoreCase));

    public bool IsReserved(string name) =>
        Find(name) is not null || s_reserved.Contains(name, StringComparer.OrdinalIgnoreCase);
}
